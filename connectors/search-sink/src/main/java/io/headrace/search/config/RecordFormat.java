package io.headrace.search.config;

/** How the value of a record is to be understood. */
public enum RecordFormat {
    /** A change event where it has the shape of one, else a document. */
    AUTO,
    /** Always a document. */
    DOCUMENT,
    /** Always a Debezium change event. */
    DEBEZIUM
}
