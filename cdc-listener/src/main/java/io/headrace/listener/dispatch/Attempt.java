package io.headrace.listener.dispatch;

import java.util.concurrent.CompletionStage;

/** Tries a work once. Called by the workers, for one work of a lane at a time. */
@FunctionalInterface
public interface Attempt {
    /**
     * Never throws, and the stage never fails: failures are verdicts.
     *
     * @param sick the lane's work before this one went to the dead letters
     */
    CompletionStage<Verdict> of(Work work, boolean sick);
}
