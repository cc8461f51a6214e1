package io.headrace.listener.internal.progress;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads the progress topic from its beginning to its end by a consumer of its own, without a group. The end is that of
 * uncommitted records too: a transaction of an earlier owner may be committed for the offsets, but not yet visible here.
 */
public final class KafkaProgressStore implements ProgressStore {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ProgressTopic topic;
    private final Admin admin;
    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /** @param consumers each a {@code read_committed} consumer without a group; it is closed after use */
    public KafkaProgressStore(ProgressTopic topic, Admin admin, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.topic = topic;
        this.admin = admin;
        this.consumers = consumers;
    }

    @Override
    public StoredProgress read() {
        StoredProgress kept = new StoredProgress();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            List<TopicPartition> partitions = partitions(consumer, deadline);
            Map<TopicPartition, Long> ends = ends(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(
                            "the progress topic " + topic.name() + " could not be read to its end within "
                                    + PATIENCE.toSeconds() + " s: a transaction on it is still open");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    topic.read(record.key(), record.value(), kept);
                }
            }
        }
        return kept;
    }

    /** A topic that was created just now may not be visible yet: to go on without it would be to forget all progress. */
    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, long deadline) {
        List<PartitionInfo> found = consumer.partitionsFor(topic.name());
        while (found.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the progress topic " + topic.name()
                        + " is required to know what is finished, but the brokers do not have it after "
                        + PATIENCE.toSeconds() + " s; if someone deleted it, restart the listener, which creates it");
            }
            LockSupport.parkNanos(POLL.toNanos());
            found = consumer.partitionsFor(topic.name());
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        try {
            Map<TopicPartition, OffsetSpec> latest = partitions.stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            Map<TopicPartition, ListOffsetsResultInfo> answers =
                    admin.listOffsets(latest).all().get();
            answers.forEach((partition, info) -> ends.put(partition, info.offset()));
            return ends;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException retriable) {
                throw retriable;
            }
            throw new KafkaException(
                    "the end of the progress topic " + topic.name() + " could not be determined", e.getCause());
        }
    }
}
