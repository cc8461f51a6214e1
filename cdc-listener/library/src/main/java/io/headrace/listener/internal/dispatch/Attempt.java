package io.headrace.listener.internal.dispatch;

import java.util.concurrent.CompletionStage;

/** Tries a record once. Called by the workers, for one record of a lane at a time. */
@FunctionalInterface
public interface Attempt {
    /**
     * Never throws, and the stage never fails: failures are verdicts.
     *
     * @param sick the lane's record before this one went to the dead letters
     */
    CompletionStage<AttemptResult> of(InFlightRecord record, boolean sick);
}
