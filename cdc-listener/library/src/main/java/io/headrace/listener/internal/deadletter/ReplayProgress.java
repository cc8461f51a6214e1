package io.headrace.listener.internal.deadletter;

import io.headrace.listener.deadletter.Range;
import io.headrace.listener.deadletter.ReplayRequest;
import io.headrace.listener.deadletter.ReplayResult;
import io.headrace.listener.deadletter.ReplayStatus;
import io.headrace.listener.deadletter.ReplayStatus.State;
import io.headrace.listener.internal.progress.ReplayPartition;
import io.headrace.listener.internal.progress.Replaying;
import io.headrace.listener.internal.progress.StoredProgress;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far a replay is, by what the progress topic holds. */
public final class ReplayProgress {

    private ReplayProgress() {}

    /** By what is kept. */
    public static ReplayStatus of(ReplayRequest request, StoredProgress kept) {
        Ledger ledger = new Ledger();
        ledger.restore(kept);
        return of(request, kept, ledger);
    }

    static ReplayStatus of(ReplayRequest request, StoredProgress kept, Ledger ledger) {
        long failed = ledger.count(request.id(), ReplayResult.FAILED);
        long held = ledger.count(request.id(), ReplayResult.HELD);
        long replayed = request.selection()
                .fold(
                        source -> handled(request, kept) - failed - held,
                        letters -> ledger.count(request.id(), ReplayResult.REPLAYED));
        boolean done = request.selection()
                .fold(source -> isRead(request, kept), letters -> replayed + failed + held >= request.selected());
        State state = request.cancelled() ? State.CANCELLED : done ? State.DONE : State.RUNNING;
        return new ReplayStatus(request, state, replayed, failed, held);
    }

    private static ReplayPartition key(ReplayRequest request, TopicPartition partition) {
        return new ReplayPartition(request.id(), partition);
    }

    private static long handled(ReplayRequest request, StoredProgress kept) {
        return request.ranges().keySet().stream()
                .map(partition -> kept.replaying().get(key(request, partition)))
                .mapToLong(replaying -> replaying == null ? 0 : replaying.handled())
                .sum();
    }

    private static boolean isRead(ReplayRequest request, StoredProgress kept) {
        return request.ranges().keySet().stream()
                .allMatch(partition -> isRead(request, kept.replaying().get(key(request, partition)), partition));
    }

    private static boolean isRead(ReplayRequest request, @Nullable Replaying replaying, TopicPartition partition) {
        Range range = request.ranges().get(partition);
        return range == null
                || range.isEmpty()
                || (replaying != null && replaying.progress().base() >= range.to());
    }
}
