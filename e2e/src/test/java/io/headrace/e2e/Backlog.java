package io.headrace.e2e;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic full of JSON documents whose keys come four times each, and how far its sink has committed. */
final class Backlog implements AutoCloseable {
    private static final int PARTITIONS = 6;
    private static final int TIMES = 4;

    private final String bootstrapServers;
    private final String topic;
    private final long records;
    private final Admin admin;

    Backlog(String bootstrapServers, String topic, long records) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.records = records;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    long keys() {
        return records / TIMES;
    }

    /** Of key k the last value is k + (TIMES - 1) * keys. */
    long sumOfLastValues() {
        long keys = keys();
        return keys * (keys - 1) / 2 + (TIMES - 1) * keys * keys;
    }

    /** Creates the topic and writes about 400 bytes per record. */
    void fill() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                .all()
                .get();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> admin.listTopics().names().get().contains(topic));
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("linger.ms", "20");
        settings.put("batch.size", "262144");
        settings.put("compression.type", "lz4");
        settings.put("delivery.timeout.ms", "600000");
        AtomicReference<Exception> failure = new AtomicReference<>();
        String padding = "x".repeat(370);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < records; i++) {
                byte[] key = Long.toString(i % keys()).getBytes(StandardCharsets.US_ASCII);
                byte[] value = ("{\"v\":" + i + ",\"text\":\"" + padding + "\"}").getBytes(StandardCharsets.US_ASCII);
                var unused = producer.send(new ProducerRecord<>(topic, key, value), (metadata, error) -> {
                    if (error != null) {
                        failure.set(error);
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    /** How many records the sink has committed; the topic holds no transactions, so that offsets count them. */
    long committed() {
        try {
            return admin
                    .listConsumerGroupOffsets("connect-" + topic)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .filter(Objects::nonNull)
                    .mapToLong(offset -> offset.offset())
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
