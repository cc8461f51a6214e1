package io.headrace.listener.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.SourceWriter;
import io.headrace.listener.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the service again and again while 500 changes a second arrive, each time with changes on their way, and counts the events
 * that it published. More kills: {@code -Dheadrace.kills=100}.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("headrace.kills", 10);
    private static final int KEYS = 200;
    private static final String SOURCE = "dbserver1.inventory.orders";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestBroker broker;

    @TempDir
    Path folder;

    private final Map<Integer, List<Integer>> published = new ConcurrentHashMap<>();
    private final AtomicInteger publishedCount = new AtomicInteger();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();
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
        ListenerProcess listener = start();
        try (SourceWriter writer = SourceWriter.start(broker, SOURCE, KEYS)) {
            // When
            while (onTheirWay.size() < KILLS) {
                int enough = publishedCount.get() + 20 + random.nextInt(300);
                await().atMost(TestBroker.LIMIT)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> publishedNow(reader) >= enough && writer.count() > publishedCount.get());
                listener.kill();
                int unpublished = writer.count() - publishedCount.get();
                if (unpublished > 0) {
                    onTheirWay.add(unpublished); // a kill of an idle listener proves nothing, so it does not count
                }
                listener = start();
            }
            writer.stop();

            // Then
            await().atMost(TestBroker.LIMIT).until(() -> publishedNow(reader) >= writer.count());
            System.out.println("killed " + KILLS + " times with " + onTheirWay + " changes on their way; "
                    + writer.count() + " changes, " + publishedCount.get() + " events");
            writer.versions()
                    .forEach((key, last) -> assertThat(published.get(key))
                            .as("the events of key %d", key)
                            .containsExactlyElementsOf(
                                    IntStream.rangeClosed(1, last).boxed().toList()));
            assertThat(listener.terminate()).as("exit code after SIGTERM").isEqualTo(143);
            assertThat(listener.log()).contains("Stopped").doesNotContain("ERROR");
        } finally {
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

    private void read() {
        try (KafkaConsumer<String, String> consumer = broker.reader()) {
            TestBroker.assignAll(consumer, "order-events", TestBroker.LIMIT);
            while (!stopReading.get()) {
                consumer.poll(Duration.ofMillis(20)).forEach(record -> count(record.value()));
            }
        }
    }

    /** How many events were read; fails when reading did. */
    private int publishedNow(CompletableFuture<?> reader) {
        if (reader.isCompletedExceptionally()) {
            reader.join();
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
