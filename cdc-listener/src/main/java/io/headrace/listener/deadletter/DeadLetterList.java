package io.headrace.listener.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the latest dead letters of a topic, by a consumer of its own for each call. Thread-safe. */
public final class DeadLetterList {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /** @param consumers each a {@code read_committed} consumer without a group; it is closed after use */
    public DeadLetterList(String topic, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.topic = topic;
        this.consumers = consumers;
    }

    /**
     * The latest letters of each partition, up to about {@code most}, in the order of their offsets.
     *
     * @throws KafkaException when the brokers do not answer in time
     */
    public List<DeadLetter> latest(int most) {
        List<DeadLetter> letters = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            // A letter and the marker of its transaction take two offsets.
            partitions.forEach(partition -> consumer.seek(
                    partition,
                    Math.max(beginnings.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - 2L * most)));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the dead letters of " + topic + " could not be read within "
                            + PATIENCE.toSeconds() + " s");
                }
                consumer.poll(POLL).forEach(record -> letters.add(DeadLetter.of(record)));
            }
        }
        return List.copyOf(letters.subList(Math.max(0, letters.size() - most), letters.size()));
    }
}
