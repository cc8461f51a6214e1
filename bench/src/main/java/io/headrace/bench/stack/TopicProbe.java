package io.headrace.bench.stack;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the topic's end, committed transactions only, and notes when each expected order number came by. */
final class TopicProbe implements HopProbe {

    private final Map<String, CompletableFuture<Long>> expected = new ConcurrentHashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reader = new Thread(this::read, "topic-probe");
    private volatile boolean closed;

    private TopicProbe(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static TopicProbe start(String bootstrapServers, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        TopicProbe probe = new TopicProbe(consumer);
        probe.reader.start();
        return probe;
    }

    @Override
    public CompletableFuture<Long> expect(long orderId, String orderNumber) {
        return expected.computeIfAbsent(orderNumber, any -> new CompletableFuture<>());
    }

    private void read() {
        while (!closed) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                if (record.value() != null) {
                    long now = System.nanoTime();
                    String value = new String(record.value(), StandardCharsets.UTF_8);
                    int after = value.indexOf("\"after\"");
                    int start = value.indexOf("BENCH-", after);
                    if (after >= 0 && start >= 0) {
                        CompletableFuture<Long> seen = expected.get(value.substring(start, value.indexOf('"', start)));
                        if (seen != null) {
                            seen.complete(now);
                        }
                    }
                }
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
