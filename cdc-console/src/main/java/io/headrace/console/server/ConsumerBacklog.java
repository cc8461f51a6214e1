package io.headrace.console.server;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What a reader has not read yet. Transaction markers take offsets but are nothing to read, so the records between two
 * offsets are counted by reading them; a backlog too long for that is the difference of the offsets.
 *
 * @param records unread records
 * @param exact false when the count is the difference of offsets
 * @param oldestMillis timestamp of the oldest unread record, or -1 when there is none
 */
public record ConsumerBacklog(long records, boolean exact, long oldestMillis) {

    static final long LONGEST_TO_READ = 5_000;
    static final ConsumerBacklog NOTHING = new ConsumerBacklog(0, true, -1);
    private static final ReaderBacklogs.Reader ALONE = new ReaderBacklogs.Reader("", "");

    public boolean none() {
        return records == 0;
    }

    public static ConsumerBacklog between(
            PipelineEndpoints target, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        return between(() -> Topics.consumer(target), from, ends);
    }

    /** @param consumers gives a consumer of read_committed that belongs to no group; it is closed */
    static ConsumerBacklog between(
            Supplier<? extends Consumer<byte[], byte[]>> consumers,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> all = new HashMap<>();
        ends.keySet().forEach(partition -> all.put(partition, from.getOrDefault(partition, 0L)));
        return ReaderBacklogs.of(consumers, Map.of(ALONE, all), ends).getOrDefault(ALONE, NOTHING);
    }
}
