package io.headrace.search.failure;

/**
 * One record cannot become a document, whoever looks at it and however often. Its message says what was needed, what
 * was found and what to do, and never holds a value of the record. It carries no stack trace: it is an answer, not an
 * accident.
 */
public final class RecordException extends RuntimeException {
    public RecordException(String message) {
        super(message, null, false, false);
    }
}
