package io.headrace.stack.failure;

import org.jspecify.annotations.Nullable;

/** The local stack can't do what was asked. The message is for the user: what failed, where the log is and how it ends, and what to do. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    public StackException(String message) {
        this(message, null);
    }

    public StackException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private StackException(String message, @Nullable Throwable cause, boolean unreachable) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    /** A server that is not the stack's own does not answer, or does not let this user in. */
    public static StackException unreachable(String message, @Nullable Throwable cause) {
        return new StackException(message, cause, true);
    }

    /** Whether a server that is not the stack's own does not answer, or does not let this user in. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
