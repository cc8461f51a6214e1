package io.headrace.listener.consume;

import io.headrace.listener.ReactionFailure;
import io.headrace.listener.dispatch.Work;

/** A reaction failed in a way that lets nothing go on. */
public final class StoppedByReaction extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedByReaction(Work work, Throwable cause) {
        super(
                "the reaction to " + work + " failed permanently, so the listener stops before it: "
                        + (cause instanceof ReactionFailure ? cause.getMessage() : cause.toString()),
                cause);
    }
}
