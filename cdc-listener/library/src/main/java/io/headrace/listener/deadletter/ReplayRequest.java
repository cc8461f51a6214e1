package io.headrace.listener.deadletter;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A replay that was requested.
 *
 * @param ranges what is read: of the dead-letter topic, or of the source topics
 * @param rate records a second and instance, 0 for no limit
 * @param selected how many records were selected when it was requested
 */
public record ReplayRequest(
        String id,
        Selection selection,
        Map<TopicPartition, Range> ranges,
        double rate,
        long selected,
        Instant requestedAt,
        boolean cancelled) {
    public ReplayRequest {
        ranges = Map.copyOf(ranges);
    }

    /** The same request, cancelled. */
    public ReplayRequest cancel() {
        return new ReplayRequest(id, selection, ranges, rate, selected, requestedAt, true);
    }
}
