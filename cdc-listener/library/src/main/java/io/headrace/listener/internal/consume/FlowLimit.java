package io.headrace.listener.internal.consume;

import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps what is in memory bounded: while there is no room for another poll's records, partitions are paused, and polling
 * goes on.
 *
 * @param maxInFlight records between poll and finish
 * @param maxPollRecords how many one poll may return
 */
public record FlowLimit(int maxInFlight, int maxPollRecords, long longestPollMillis) {

    public static FlowLimit of(int maxInFlight) {
        return new FlowLimit(maxInFlight, Math.max(1, Math.min(500, maxInFlight / 2)), 500);
    }

    /** How many records must finish before there is room for a poll: 0 when there is. */
    int missingRoom(int inFlight) {
        return Math.max(0, inFlight + maxPollRecords - maxInFlight);
    }

    void apply(Consumer<?, ?> consumer, boolean reads) {
        Set<TopicPartition> paused = consumer.paused();
        if (reads) {
            if (!paused.isEmpty()) {
                consumer.resume(paused);
            }
        } else {
            Set<TopicPartition> assigned = consumer.assignment();
            if (paused.size() < assigned.size()) {
                consumer.pause(assigned);
            }
        }
    }
}
