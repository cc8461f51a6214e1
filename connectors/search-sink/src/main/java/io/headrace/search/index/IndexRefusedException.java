package io.headrace.search.index;

/** The server will not create or change an index; its message says why, as the server does. */
public final class IndexRefusedException extends RuntimeException {
    public IndexRefusedException(String message) {
        super(message, null, false, false);
    }
}
