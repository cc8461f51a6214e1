package io.headrace.listener.internal.commit;

import org.jspecify.annotations.Nullable;

/** A commit had no effect at all. */
public sealed class NotCommittedException extends Exception permits MessageTooLargeException {
    private static final long serialVersionUID = 1L;

    public NotCommittedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
