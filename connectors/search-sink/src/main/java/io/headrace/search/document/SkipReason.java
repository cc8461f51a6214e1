package io.headrace.search.document;

/** Why a record leads to no operation on a document although nothing is wrong with it. */
public enum SkipReason {
    HEARTBEAT,
    SCHEMA_CHANGE,
    TRANSACTION,
    MESSAGE,
    TRUNCATE,
    NULL_VALUE,
    /** Follows a change event that has deleted the document already. */
    TOMBSTONE,
    IGNORED_AS_MALFORMED
}
