package io.headrace.listener.deadletter;

import io.headrace.listener.dispatch.ReplayResult;
import io.headrace.listener.progress.Kept;
import io.headrace.listener.progress.ReplayPartition;
import io.headrace.listener.progress.Replaying;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay is, by what is committed.
 *
 * @param replayed selected records whose reaction succeeded
 * @param failed selected records that failed again
 * @param held selected records that wait for an earlier one of their parked key
 */
public record ReplayStatus(ReplayRequest request, State state, long replayed, long failed, long held) {

    /** Whether it goes on. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED
    }

    /** By what is kept. */
    public static ReplayStatus of(ReplayRequest request, Kept kept) {
        Ledger ledger = new Ledger();
        ledger.restore(kept);
        return of(request, kept, ledger);
    }

    static ReplayStatus of(ReplayRequest request, Kept kept, Ledger ledger) {
        long failed = ledger.count(request.id(), ReplayResult.FAILED);
        long held = ledger.count(request.id(), ReplayResult.HELD);
        long replayed;
        boolean done;
        if (request.selection() instanceof Selection.Letters) {
            replayed = ledger.count(request.id(), ReplayResult.REPLAYED);
            done = replayed + failed + held >= request.selected();
        } else {
            replayed = handled(request, kept) - failed - held;
            done = request.ranges().keySet().stream()
                    .allMatch(partition -> isRead(request, kept.replaying().get(key(request, partition)), partition));
        }
        State state = request.cancelled() ? State.CANCELLED : done ? State.DONE : State.RUNNING;
        return new ReplayStatus(request, state, replayed, failed, held);
    }

    private static ReplayPartition key(ReplayRequest request, TopicPartition partition) {
        return new ReplayPartition(request.id(), partition);
    }

    private static long handled(ReplayRequest request, Kept kept) {
        return request.ranges().keySet().stream()
                .map(partition -> kept.replaying().get(key(request, partition)))
                .mapToLong(replaying -> replaying == null ? 0 : replaying.handled())
                .sum();
    }

    private static boolean isRead(ReplayRequest request, @Nullable Replaying replaying, TopicPartition partition) {
        Range range = request.ranges().get(partition);
        return range == null
                || range.isEmpty()
                || (replaying != null && replaying.progress().base() >= range.to());
    }
}
