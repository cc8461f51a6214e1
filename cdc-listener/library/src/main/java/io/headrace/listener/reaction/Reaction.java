package io.headrace.listener.reaction;

import io.headrace.listener.change.RowChange;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What a listener does about a change.
 *
 * <p>Called by the listener's workers, for several keys at once and for one key at a time, in order. It may block; it may
 * also return at once and complete the stage later, which holds the key, and one of the listener's {@code concurrency},
 * until then. The change is done when the stage is: an exception, thrown or in the stage, is retried, dead-lettered or
 * stops the listener, by its {@link Failure}. A change can be delivered again after a crash; its
 * {@link RowChange#idempotencyKey()} is then the same. Messages are published exactly once.
 */
@FunctionalInterface
public interface Reaction {
    /**
     * @return completes with the messages to publish, often none
     * @throws Exception see {@link Failure}
     */
    CompletionStage<List<Message>> react(RowChange change) throws Exception;
}
