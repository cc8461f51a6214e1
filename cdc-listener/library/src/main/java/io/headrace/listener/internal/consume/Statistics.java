package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.dispatch.Lanes;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.spi.ListenerState;
import io.headrace.listener.spi.ListenerStatus;
import io.headrace.listener.spi.ListenerStatus.PartitionStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the listener's status, not more often than is worth it. Used by the poll thread only. */
public final class Statistics {
    private static final Logger LOG = LoggerFactory.getLogger(Statistics.class);
    private static final long EVERY_MILLIS = 100;
    private static final long ENDS_EVERY_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final Lanes lanes;
    private final LongSupplier clock;
    private final Map<TopicPartition, Stall> stalls = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();
    private long asked;
    private long taken = Long.MIN_VALUE / 2;
    private ListenerStatus last = ListenerStatus.of(ListenerState.JOINING);

    public Statistics(Consumer<byte[], byte[]> consumer, Assignment assignment, Lanes lanes, LongSupplier clock) {
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
            askForEnds(now);
            ListenerState state = assignment.isEmpty()
                    ? ListenerState.JOINING
                    : paused ? ListenerState.PAUSED : ListenerState.RUNNING;
            List<PartitionStatus> partitions = assignment.all().stream()
                    .map(progress -> status(progress, paused, now))
                    .toList();
            stalls.keySet().retainAll(assignment.partitions());
            last = new ListenerStatus(state, partitions, lanes.inFlight(), lanes.size(), List.of(), null);
        }
        return last;
    }

    /** While partitions are paused nothing is fetched, so the consumer does not hear how far their logs have grown. */
    private void askForEnds(long now) {
        Set<TopicPartition> paused = consumer.paused();
        if (paused.isEmpty()) {
            ends = Map.of();
        } else if (now - asked >= ENDS_EVERY_MILLIS) {
            asked = now;
            try {
                ends = consumer.endOffsets(paused, PATIENCE);
            } catch (KafkaException e) {
                LOG.debug("The brokers do not report how far the topics have grown", e);
            }
        }
    }

    private PartitionStatus status(PartitionProgress progress, boolean paused, long now) {
        TopicPartition partition = progress.partition();
        long fetched = consumer.currentLag(partition).orElseGet(() -> assignment.unread(partition));
        long lag = Math.max(fetched, ends.getOrDefault(partition, 0L) - progress.read()) + progress.inFlight();
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
