package io.headrace.listener.service;

import io.headrace.stack.LocalStack;
import io.headrace.stack.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker of its own for a test. */
public final class TestBroker implements AutoCloseable {
    private final LocalStack stack;

    private TestBroker(LocalStack stack) {
        this.stack = stack;
    }

    public static TestBroker start() {
        LocalStack stack = LocalStack.builder()
                .home(checkout())
                .ports(Ports.free())
                .owned(true)
                .progress(line -> {})
                .build();
        stack.kafka().start();
        return new TestBroker(stack);
    }

    /** The top folder of the checkout. */
    public static Path checkout() {
        return Path.of("").toAbsolutePath().getParent();
    }

    public String address() {
        return "127.0.0.1:" + stack.kafka().port();
    }

    public LocalStack stack() {
        return stack;
    }

    public void createTopic(String topic, int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
    }

    /** A producer as the source connector has one, without transactions. */
    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", address(), "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The committed records of a topic, read from its beginning until they are enough; fails when that takes too long. */
    public List<ConsumerRecord<String, String>> read(
            String topic, Duration within, Predicate<List<ConsumerRecord<String, String>>> enough) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", address(), "isolation.level", "read_committed", "auto.offset.reset", "earliest");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            long deadline = System.nanoTime() + within.toNanos();
            List<TopicPartition> partitions = partitions(consumer, topic, deadline);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!enough.test(records)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(
                            "after " + within + " there are only " + records.size() + " records in " + topic);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The listener creates its own topics when it starts. */
    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic, long deadline) {
        while (consumer.partitionsFor(topic).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("there is no topic " + topic);
            }
        }
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    @Override
    public void close() {
        stack.close();
    }
}
