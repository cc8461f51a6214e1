package io.headrace.e2e.generate;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is in topics, committed transactions only, as bytes. One thread at a time. */
final class RawTopics implements AutoCloseable {

    /** A transaction that nobody ends is aborted by the broker after a minute. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    private RawTopics(Admin admin, KafkaConsumer<byte[], byte[]> consumer) {
        this.admin = admin;
        this.consumer = consumer;
    }

    static RawTopics open(String bootstrapServers) {
        return new RawTopics(
                Admin.create(Map.of("bootstrap.servers", bootstrapServers)),
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()));
    }

    /** Every record of the topics whose names match, by topic; in order within a partition. */
    Map<String, List<ConsumerRecord<byte[], byte[]>>> read(Predicate<String> names) {
        return read(consumer.listTopics().entrySet().stream()
                .filter(topic -> names.test(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /** Of a topic with one partition. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return read(topic::equals).getOrDefault(topic, List.of());
    }

    /**
     * To the last record, also of transactions whose end has not come to all of their partitions yet: what was committed
     * before is read, however slow the broker is.
     */
    private Map<String, List<ConsumerRecord<byte[], byte[]>>> read(List<TopicPartition> partitions) {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new TreeMap<>();
        partitions.forEach(partition -> records.put(partition.topic(), new ArrayList<>()));
        Map<TopicPartition, Long> ends = ends(partitions);
        ends.values().removeIf(end -> end == 0);
        if (ends.isEmpty()) {
            return records;
        }
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(() -> {
            consumer.poll(Duration.ofMillis(20))
                    .forEach(record -> records.get(record.topic()).add(record));
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
        return records;
    }

    /** With those of open transactions. */
    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        result(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Whether the group has committed past each of the records. */
    boolean hasPassed(String group, List<ConsumerRecord<byte[], byte[]>> records) {
        var committed = result(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return records.stream().allMatch(record -> {
            var offset = committed.get(new TopicPartition(record.topic(), record.partition()));
            return offset != null && offset.offset() > record.offset();
        });
    }

    void create(Collection<String> topics, int partitions) {
        result(admin.createTopics(topics.stream()
                        .map(topic -> new NewTopic(topic, partitions, (short) 1))
                        .toList())
                .all());
    }

    void delete(Predicate<String> names) {
        result(admin.deleteTopics(result(admin.listTopics().names()).stream()
                        .filter(names)
                        .toList())
                .all());
    }

    private static <T> T result(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
