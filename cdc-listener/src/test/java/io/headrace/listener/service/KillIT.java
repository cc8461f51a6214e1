package io.headrace.listener.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.Envelopes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the service again and again while 500 changes a second arrive, each time with changes on their way, and counts the events
 * that it published. More kills: {@code -Dheadrace.kills=100}.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("headrace.kills", 20);
    private static final int KEYS = 200;
    private static final int PER_SECOND = 500;
    private static final String SOURCE = "dbserver1.inventory.orders";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestBroker broker;

    @TempDir
    Path folder;

    private final Map<Integer, Integer> written = new HashMap<>();
    private final AtomicInteger writtenCount = new AtomicInteger();
    private final Map<Integer, List<Integer>> published = new ConcurrentHashMap<>();
    private final AtomicInteger publishedCount = new AtomicInteger();
    private final AtomicBoolean stopWriting = new AtomicBoolean();
    private final AtomicBoolean stopReading = new AtomicBoolean();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start();
        broker.createTopic(SOURCE, 6);
        broker.createTopic("order-events", 6);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldPublishEachChangeOnceAndInOrderHoweverOftenItIsKilled() throws Exception {
        // Given
        Thread writer = new Thread(this::write);
        Thread reader = new Thread(this::read);
        Random random = new Random(7);
        List<Integer> onTheirWay = new ArrayList<>();
        ListenerProcess listener = start();
        try {
            writer.start();
            reader.start();

            // When
            for (int kill = 0; kill < KILLS; kill++) {
                int enough = publishedCount.get() + 20 + random.nextInt(300);
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> publishedCount.get() >= enough && writtenCount.get() > publishedCount.get());
                listener.kill();
                onTheirWay.add(writtenCount.get() - publishedCount.get());
                listener = start();
            }
            stopWriting.set(true);
            writer.join();

            // Then
            await().atMost(Duration.ofSeconds(60)).until(() -> publishedCount.get() >= writtenCount.get());
            System.out.println("killed " + KILLS + " times with " + onTheirWay + " changes on their way; "
                    + writtenCount.get() + " changes, " + publishedCount.get() + " events");
            assertThat(onTheirWay).allMatch(count -> count > 0);
            written.forEach((key, last) -> assertThat(published.get(key))
                    .as("the events of key %d", key)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, last).boxed().toList()));
            assertThat(listener.terminate()).as("exit code after SIGTERM").isEqualTo(143);
            assertThat(listener.log()).contains("Stopped").doesNotContain("ERROR");
        } finally {
            stopWriting.set(true);
            stopReading.set(true);
            listener.close();
            writer.join();
            reader.join();
        }
    }

    private ListenerProcess start() {
        return ListenerProcess.start(
                TestBroker.checkout().resolve("cdc-listener/cdc-listener.yaml"),
                folder,
                Map.of("HEADRACE_KAFKA_BOOTSTRAP", broker.address(), "HEADRACE_LISTENER_PORT", "0"));
    }

    private void write() {
        Envelopes envelopes = Envelopes.create();
        Random random = new Random(11);
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            long start = System.nanoTime();
            while (!stopWriting.get()) {
                int key = random.nextInt(KEYS);
                int version = written.merge(key, 1, Integer::sum);
                ObjectNode before = Envelopes.order(key, "NEW").put("version", version - 1);
                byte[] value = envelopes.updated(before, before.deepCopy().put("version", version));
                var unused = producer.send(new ProducerRecord<>(SOURCE, Envelopes.key(key), value));
                long due = start + writtenCount.incrementAndGet() * 1_000_000_000L / PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    private void read() {
        Map<String, Object> config = Map.of("bootstrap.servers", broker.address(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor("order-events").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopReading.get()) {
                consumer.poll(Duration.ofMillis(20)).forEach(record -> count(record.value()));
            }
        }
    }

    private void count(String event) {
        try {
            ObjectNode row = (ObjectNode) JSON.readTree(event).get("row");
            published
                    .computeIfAbsent(row.get("id").asInt(), key -> new ArrayList<>())
                    .add(row.get("version").asInt());
            publishedCount.incrementAndGet();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
