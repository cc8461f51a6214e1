package io.headrace.listener.internal.deadletter;

import io.headrace.listener.deadletter.Range;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads ranges of topics, by a consumer of its own for each call. Thread-safe. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Duration patience;

    /**
     * @param consumers each a {@code read_committed} consumer without a group; it is closed after use
     * @param patience how long nothing may come while something should
     */
    public TopicReader(Supplier<Consumer<byte[], byte[]>> consumers, Duration patience) {
        this.consumers = consumers;
        this.patience = patience;
    }

    /** What there is of a topic now; empty when there is no such topic. */
    public Map<TopicPartition, Range> all(String topic) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> new Range(beginnings.getOrDefault(end.getKey(), 0L), end.getValue())));
        }
    }

    /** Where the first record is that was written at this time or later, for each partition; the end when there is none. */
    public Map<TopicPartition, Long> since(Map<TopicPartition, Range> ranges, long millis) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            Map<TopicPartition, Long> times =
                    ranges.keySet().stream().collect(Collectors.toMap(partition -> partition, partition -> millis));
            return consumer.offsetsForTimes(times).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            found -> found.getValue() == null
                                    ? range(ranges, found.getKey()).to()
                                    : found.getValue().offset()));
        }
    }

    /**
     * Gives each record of the ranges, in order per partition, until one is answered with false.
     *
     * @throws TimeoutException when nothing came for as long as the patience
     */
    public void read(Map<TopicPartition, Range> ranges, Predicate<ConsumerRecord<byte[], byte[]>> each) {
        List<TopicPartition> partitions = ranges.keySet().stream()
                .filter(partition -> !range(ranges, partition).isEmpty())
                .toList();
        if (partitions.isEmpty()) {
            return;
        }
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.assign(partitions);
            partitions.forEach(partition ->
                    consumer.seek(partition, range(ranges, partition).from()));
            long deadline = System.nanoTime() + patience.toNanos();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition)
                            < range(ranges, partition).to())) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the records of " + partitions + " could not be read: nothing came for "
                            + patience.toSeconds() + " s");
                }
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                    if (record.offset() < range(ranges, partition).to() && !each.test(record)) {
                        return;
                    }
                }
                if (!records.isEmpty()) {
                    deadline = System.nanoTime() + patience.toNanos(); // what was given may have taken its time
                }
            }
        }
    }

    private static Range range(Map<TopicPartition, Range> ranges, TopicPartition partition) {
        return ranges.getOrDefault(partition, new Range(0, 0));
    }
}
