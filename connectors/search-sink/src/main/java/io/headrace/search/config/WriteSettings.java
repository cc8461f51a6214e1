package io.headrace.search.config;

/** What a record does to its document. */
public record WriteSettings(Method method, NullValues nullValues, Malformed malformed, Truncate truncate) {
    /** How a document is written. */
    public enum Method {
        /** Replace the whole document. */
        INDEX,
        /** Add the document; one that is there stays. */
        CREATE,
        /** Merge the fields into the document, or add it. */
        UPSERT
    }

    /** What a tombstone does. */
    public enum NullValues {
        DELETE,
        IGNORE,
        FAIL
    }

    /** What becomes of a record that can't be a document or that the server refuses for good. */
    public enum Malformed {
        /** Sent to the dead letter topic. */
        REPORT,
        /** Counted and left out. */
        IGNORE,
        /** The task stops. */
        FAIL
    }

    /** What a truncate event does. */
    public enum Truncate {
        IGNORE,
        FAIL
    }
}
