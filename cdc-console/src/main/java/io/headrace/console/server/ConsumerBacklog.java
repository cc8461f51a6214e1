package io.headrace.console.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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
        Map<TopicPartition, Long> open = new HashMap<>();
        ends.forEach((partition, end) -> {
            if (from.getOrDefault(partition, 0L) < end) {
                open.put(partition, end);
            }
        });
        if (open.isEmpty()) {
            return new ConsumerBacklog(0, true, -1);
        }
        long difference = 0;
        for (Map.Entry<TopicPartition, Long> entry : open.entrySet()) {
            difference += entry.getValue() - from.getOrDefault(entry.getKey(), 0L);
        }
        boolean exact = difference <= LONGEST_TO_READ;
        ConsumerBacklog read = read(consumers, from, open, exact);
        return exact ? read : new ConsumerBacklog(difference, false, read.oldestMillis);
    }

    /** Counts the records; when not all are wanted, only the first of each partition is read. */
    private static ConsumerBacklog read(
            Supplier<? extends Consumer<byte[], byte[]>> consumers,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> open,
            boolean all) {
        long records = 0;
        long oldest = Long.MAX_VALUE;
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(open.keySet());
            open.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
            long end = System.nanoTime() + PATIENCE.toNanos();
            Map<TopicPartition, Long> rest = new HashMap<>(open);
            while (!rest.isEmpty() && System.nanoTime() < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < open.getOrDefault(partition, 0L)) {
                        records++;
                        oldest = Math.min(oldest, record.timestamp());
                        if (!all) {
                            rest.remove(partition);
                        }
                    }
                }
                rest.entrySet().removeIf(e -> consumer.position(e.getKey()) >= e.getValue());
            }
        }
        return new ConsumerBacklog(records, true, oldest == Long.MAX_VALUE ? -1 : oldest);
    }
}
