package io.headrace.listener.consume;

import io.headrace.listener.ListenerState;
import io.headrace.listener.ListenerStatus;
import io.headrace.listener.ListenerStatus.PartitionStatus;
import io.headrace.listener.dispatch.Lanes;
import io.headrace.listener.progress.PartitionProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Takes the listener's status, not more often than is worth it. Used by the poll thread only. */
final class Statistics {
    private static final long EVERY_MILLIS = 100;

    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final Lanes lanes;
    private final LongSupplier clock;
    private final Map<TopicPartition, Stall> stalls = new HashMap<>();
    private long taken = Long.MIN_VALUE / 2;
    private ListenerStatus last = ListenerStatus.of(ListenerState.JOINING);

    Statistics(Consumer<byte[], byte[]> consumer, Assignment assignment, Lanes lanes, LongSupplier clock) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.lanes = lanes;
        this.clock = clock;
    }

    ListenerStatus now(boolean paused) {
        long now = clock.getAsLong();
        if (now - taken >= EVERY_MILLIS
                || last.partitions().size() != assignment.all().size()) {
            taken = now;
            ListenerState state = assignment.isEmpty()
                    ? ListenerState.JOINING
                    : paused ? ListenerState.PAUSED : ListenerState.RUNNING;
            List<PartitionStatus> partitions = assignment.all().stream()
                    .map(progress -> status(progress, paused, now))
                    .toList();
            stalls.keySet().retainAll(assignment.partitions());
            last = new ListenerStatus(state, partitions, lanes.inFlight(), lanes.size(), null);
        }
        return last;
    }

    private PartitionStatus status(PartitionProgress progress, boolean paused, long now) {
        TopicPartition partition = progress.partition();
        long lag = consumer.currentLag(partition).orElseGet(() -> assignment.unread(partition)) + progress.inFlight();
        Stall stall = stalls.get(partition);
        if (stall == null || !stall.isOf(progress)) {
            stall = new Stall(progress, now);
            stalls.put(partition, stall);
        }
        return new PartitionStatus(
                partition.topic(),
                partition.partition(),
                progress.committable(),
                lag,
                Math.max(0, now - progress.oldestInFlight().orElse(now)),
                stall.check(lag > 0 && !paused, now));
    }
}
