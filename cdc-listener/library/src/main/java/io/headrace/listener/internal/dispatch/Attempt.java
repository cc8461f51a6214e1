package io.headrace.listener.internal.dispatch;

import java.util.concurrent.CompletionStage;

/** Tries a work once. Called by the workers, for one work of a lane at a time. */
@FunctionalInterface
public interface Attempt {
    /**
     * Never throws, and the stage never fails: failures are verdicts.
     *
     * @param sick the lane's work before this one went to the dead letters
     */
    CompletionStage<AttemptResult> of(InFlightRecord work, boolean sick);
}
