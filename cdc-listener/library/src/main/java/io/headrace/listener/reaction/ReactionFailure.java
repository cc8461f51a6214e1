package io.headrace.listener.reaction;

import org.jspecify.annotations.Nullable;

/** Thrown by a reaction that knows what its failure means. The message must not hold values of rows. */
public class ReactionFailure extends RuntimeException {
    private final Failure failure;

    public ReactionFailure(Failure failure, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
