package io.headrace.bench.listener;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.testing.EventBuilder;
import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with a topic of row changes, the same for all contenders. */
final class Workbench implements AutoCloseable {
    static final String TABLE = "inventory.orders";
    static final String PREFIX = "bench";
    static final String TOPIC = PREFIX + "." + TABLE;

    private final LocalStack stack;

    private Workbench(LocalStack stack) {
        this.stack = stack;
    }

    static Workbench start(int partitions, int keys, int records) throws InterruptedException, ExecutionException {
        LocalStack stack = LocalStack.builder()
                .home(Path.of("").toAbsolutePath())
                .ports(Ports.free())
                .owned(true)
                .progress(line -> {})
                .build();
        stack.kafka().start();
        Workbench bench = new Workbench(stack);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bench.address()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
        bench.produce(keys, records);
        return bench;
    }

    private void produce(int keys, int records) {
        EventBuilder events = EventBuilder.of(TABLE, Instant::now);
        Map<String, Object> config =
                Map.of("bootstrap.servers", address(), "linger.ms", "20", "batch.size", "262144", "acks", "1");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            ObjectNode[] rows = new ObjectNode[keys];
            for (int i = 0; i < records; i++) {
                int key = i % keys;
                ObjectNode before = rows[key] == null ? row(key, 0) : rows[key];
                rows[key] = row(key, i);
                byte[] name = ("{\"id\":" + key + "}").getBytes(StandardCharsets.UTF_8);
                var unused = producer.send(new ProducerRecord<>(TOPIC, name, events.updated(before, rows[key])));
            }
        }
    }

    private static ObjectNode row(int key, int version) {
        ObjectNode row = new ObjectMapper().createObjectNode();
        row.put("id", key)
                .put("order_number", "ON-" + key)
                .put("customer_id", key % 97)
                .put("status", "PAID");
        row.put("total", "1000.50").put("currency", "EUR").put("version", version);
        row.putObject("shipping_address")
                .put("zip", "8001")
                .put("city", "Zurich")
                .put("street", "Lake Street 17");
        return row.putNull("notes").put("created_at", "2026-11-20T08:15:30.123456Z");
    }

    String address() {
        return stack.endpoints().bootstrapServers();
    }

    /** A consumer's settings in a group of its own, from the beginning. */
    Map<String, Object> consumer() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", address());
        config.put("group.id", "bench-" + UUID.randomUUID());
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("key.deserializer", ByteArrayDeserializer.class.getName());
        config.put("value.deserializer", ByteArrayDeserializer.class.getName());
        config.put("fetch.max.bytes", 16 * 1024 * 1024);
        return config;
    }

    @Override
    public void close() {
        stack.close();
    }
}
