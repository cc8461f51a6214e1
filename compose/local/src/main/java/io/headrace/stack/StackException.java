package io.headrace.stack;

import org.jspecify.annotations.Nullable;

/** The local stack can't do what was asked. The message is for the user: what failed, where its log is, what the log says last, what to do. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        this(message, null);
    }

    public StackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
