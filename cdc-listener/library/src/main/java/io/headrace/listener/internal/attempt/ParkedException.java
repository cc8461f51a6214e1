package io.headrace.listener.internal.attempt;

/** The record's key is parked. Not an error of the record, so without a stack trace. */
final class ParkedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ParkedException() {
        super("an earlier change of this key is in the dead letters", null, false, false);
    }
}
