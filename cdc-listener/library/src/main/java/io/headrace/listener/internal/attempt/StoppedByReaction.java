package io.headrace.listener.internal.attempt;

import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.reaction.ReactionFailure;

/** A reaction failed in a way that lets nothing go on. */
public final class StoppedByReaction extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoppedByReaction(InFlightRecord inFlight, Throwable cause) {
        super(
                "the reaction to " + inFlight + " failed permanently, so the listener stops before it: "
                        + (cause instanceof ReactionFailure ? cause.getMessage() : cause.toString()),
                cause);
    }
}
