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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
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
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
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
        Random random = new Random(7);
        List<Integer> onTheirWay = new ArrayList<>();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(this::read, threads);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(this::write, threads);
        ListenerProcess listener = start();
        try {

            // When
            while (onTheirWay.size() < KILLS) {
                int enough = publishedCount.get() + 20 + random.nextInt(300);
                await().atMost(TestBroker.LIMIT)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() ->
                                publishedNow(reader, writer) >= enough && writtenCount.get() > publishedCount.get());
                listener.kill();
                int unpublished = writtenCount.get() - publishedCount.get();
                if (unpublished > 0) {
                    onTheirWay.add(unpublished); // a kill of an idle listener proves nothing, so it does not count
                }
                listener = start();
            }
            stopWriting.set(true);
            writer.join();

            // Then
            await().atMost(TestBroker.LIMIT).until(() -> publishedNow(reader) >= writtenCount.get());
            System.out.println("killed " + KILLS + " times with " + onTheirWay + " changes on their way; "
                    + writtenCount.get() + " changes, " + publishedCount.get() + " events");
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
            threads.shutdown();
            assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
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
        try (KafkaConsumer<String, String> consumer = broker.reader()) {
            TestBroker.assignAll(consumer, "order-events", TestBroker.LIMIT);
            while (!stopReading.get()) {
                consumer.poll(Duration.ofMillis(20)).forEach(record -> count(record.value()));
            }
        }
    }

    /** How many events were read; fails when reading or writing did. */
    private int publishedNow(CompletableFuture<?>... others) {
        for (CompletableFuture<?> other : others) {
            if (other.isCompletedExceptionally()) {
                other.join();
            }
        }
        return publishedCount.get();
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
