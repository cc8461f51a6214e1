package io.headrace.console.server;

import org.jspecify.annotations.Nullable;

/** What keeps an operation from its result. The message is for the user: what was needed, what was found, what to do. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Kinds of problem; the command line's exit codes follow from them. */
    public enum Kind {
        FAILED,
        USAGE,
        UNREACHABLE,
        /** A server answers, but does not let this user in. */
        REFUSED,
        DIFFERENT,
        UNHEALTHY,
        INCONCLUSIVE
    }

    private final Kind kind;

    public Problem(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Problem(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the server did not answer or did not let this user in: nothing can be said about what is behind it. */
    public boolean isOfTheServer() {
        return kind == Kind.UNREACHABLE || kind == Kind.REFUSED;
    }

    /** The interrupted thread's way out: keeps the interrupt and ends the operation. */
    public static Problem interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Problem(Kind.FAILED, "Interrupted.", e);
    }
}
