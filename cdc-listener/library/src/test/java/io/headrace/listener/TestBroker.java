package io.headrace.listener;

import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker of its own for a test. */
public final class TestBroker implements AutoCloseable {
    /** Generous: it is only ever used up when something is broken. */
    public static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration VISIBLE_CHECK = Duration.ofMillis(20);

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
        return Path.of("").toAbsolutePath().getParent().getParent();
    }

    public String address() {
        return "127.0.0.1:" + stack.kafka().port();
    }

    public LocalStack stack() {
        return stack;
    }

    /** Returns when consumers can see all of its partitions, and each has a leader that answers. */
    public void createTopic(String topic, int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
            try (KafkaConsumer<String, String> consumer = reader()) {
                partitions(consumer, topic, partitions, LIMIT);
            }
            // A record for a partition whose leader does not know yet that it leads can stay in a producer till it
            // expires.
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            admin.listOffsets(ends).all().get();
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
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = reader()) {
            long deadline = System.nanoTime() + within.toNanos();
            assignAll(consumer, topic, within);
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

    /** A consumer of committed records, without a group. */
    public KafkaConsumer<String, String> reader() {
        Map<String, Object> config = Map.of("bootstrap.servers", address(), "isolation.level", "read_committed");
        return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    }

    /** Puts the consumer at the beginning of all partitions of a topic, when there are any: a listener may be creating it. */
    public static void assignAll(KafkaConsumer<?, ?> consumer, String topic, Duration within) {
        List<TopicPartition> partitions = partitions(consumer, topic, 1, within);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** A new topic is not visible on the broker at once, or not with all of its partitions. */
    private static List<TopicPartition> partitions(
            KafkaConsumer<?, ?> consumer, String topic, int atLeast, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        while (found.size() < atLeast) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("after " + within + " the topic " + topic + " has " + found.size()
                        + " partitions, not " + atLeast);
            }
            LockSupport.parkNanos(VISIBLE_CHECK.toNanos());
            found = consumer.partitionsFor(topic);
        }
        return found.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    @Override
    public void close() {
        stack.close();
    }
}
