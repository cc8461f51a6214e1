package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What takes long, in short: a target that is away while changes go on ({@code -Dheadrace.outage.seconds=600}), and members that
 * come and go ({@code -Dheadrace.storms=30}); and a reaction that takes longer than the poll interval.
 */
class EnduranceIT {
    private static final Duration SOON = TestBroker.LIMIT;
    private static final int OUTAGE_SECONDS = Integer.getInteger("headrace.outage.seconds", 20);
    private static final int STORMS = Integer.getInteger("headrace.storms", 4);
    private static final String POLL_INTERVAL = "4000";
    private static final int KEYS = 100;
    private static final int MAX_IN_FLIGHT = 400;
    private static final long FLAT_BYTES = 32L * 1024 * 1024;

    private static TestBroker broker;

    private final Map<Integer, List<Integer>> delivered = new ConcurrentHashMap<>();
    private final AtomicInteger deliveredCount = new AtomicInteger();
    private volatile boolean targetIsAway;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldSitOutAnAbsentTargetWithFlatMemoryAndReadableLag() throws Exception {
        // Given
        broker.createTopic("away.inventory.orders", 6);
        targetIsAway = true;
        AtomicInteger mostInFlight = new AtomicInteger();
        try (ChangeListener listener = joined("away");
                SourceWriter writer = SourceWriter.start(broker, "away.inventory.orders", KEYS)) {
            await().atMost(SOON)
                    .until(() -> writer.count() > 0 && listener.status().inFlight() > MAX_IN_FLIGHT / 2);
            long before = usedHeap();

            // When
            await().atMost(SOON.plusSeconds(2L * OUTAGE_SECONDS)).until(() -> {
                mostInFlight.accumulateAndGet(listener.status().inFlight(), Math::max);
                return writer.count() >= OUTAGE_SECONDS * SourceWriter.RATE;
            });
            writer.stop();
            long after = usedHeap();
            await().atMost(SOON).until(() -> listener.status().lag() == writer.count());
            long lagMillis = listener.status().lagMillis();
            targetIsAway = false;

            // Then
            await().atMost(SOON).until(() -> deliveredCount.get() >= writer.count());
            await().atMost(SOON)
                    .until(() ->
                            listener.status().lag() == 0 && listener.status().lagMillis() == 0);
            System.out.println("away for " + OUTAGE_SECONDS + " s of changes: heap grew by " + (after - before) / 1024
                    + " KB, at most " + mostInFlight + " in flight, lag " + writer.count() + " changes and " + lagMillis
                    + " ms");
            assertThat(after - before).isLessThan(FLAT_BYTES);
            assertThat(mostInFlight.get()).isLessThanOrEqualTo(MAX_IN_FLIGHT);
            assertThat(lagMillis).isPositive();
            assertInOrder(writer.versions());
        }
    }

    @Test
    void shouldGetOnWhileMembersComeAndGo() throws Exception {
        // Given
        broker.createTopic("storm.inventory.orders", 6);
        try (ChangeListener steady = joined("storm");
                SourceWriter writer = SourceWriter.start(broker, "storm.inventory.orders", KEYS)) {

            // When
            for (int storm = 0; storm < STORMS; storm++) {
                try (ChangeListener passing = listener("storm").start()) {
                    await().atMost(SOON)
                            .until(() -> !passing.status().partitions().isEmpty());
                    awaitMore(writer);
                }
                awaitMore(writer);
            }
            writer.stop();

            // Then
            await().atMost(SOON).until(() -> deliveredCount.get() >= writer.count());
            assertThat(steady.status().failure()).isNull();
            assertInOrder(writer.versions());
        }
    }

    @Test
    void shouldPollOnTimeWhileAReactionTakesLongerThanThePollInterval() throws Exception {
        // Given
        CountDownLatch longOne = new CountDownLatch(1);
        List<Long> handled = new CopyOnWriteArrayList<>();
        broker.createTopic("long.inventory.orders", 6);
        Envelopes envelopes = Envelopes.create();
        ChangeListenerBuilder builder = ChangeListener.builder()
                .bootstrapServers(broker.address())
                .group("long")
                .topicPrefix("long")
                .table(
                        "inventory.orders",
                        orders -> orders.onCreate((order, change) -> {
                            if (order.get("id").asLong() == 1) {
                                longOne.await();
                            }
                            handled.add(order.get("id").asLong());
                        }))
                .kafka(Map.of("max.poll.interval.ms", POLL_INTERVAL))
                .maxInFlight(10);
        try (Producer<byte[], byte[]> source = broker.producer();
                ChangeListener listener = builder.build().start()) {
            // When
            for (int i = 0; i < 50; i++) {
                source.send(new ProducerRecord<>(
                                "long.inventory.orders",
                                Envelopes.key(1),
                                envelopes.created(Envelopes.order(1, "NEW"))))
                        .get();
            }
            await().atMost(SOON).until(() -> listener.status().inFlight() > 0);
            awaitThatANeglectedConsumerIsPutOut();

            // Then
            assertThat(listener.status().partitions())
                    .as("after more than a poll interval")
                    .hasSize(6);
            assertThat(listener.status().inFlight()).as("bounded").isLessThanOrEqualTo(10);
            longOne.countDown();
            await().atMost(SOON)
                    .until(() -> handled.size() == 50 && listener.status().lag() == 0);
        }
    }

    /** Another group's consumer, with the same poll interval, that polls no more once it has its partitions. */
    private void awaitThatANeglectedConsumerIsPutOut() throws Exception {
        String neglected = "neglected";
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker.address(), "group.id", neglected, "max.poll.interval.ms", POLL_INTERVAL);
        try (KafkaConsumer<String, String> consumer =
                        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            consumer.subscribe(List.of("long.inventory.orders"));
            await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(50));
                return !consumer.assignment().isEmpty();
            });
            await().atMost(SOON)
                    .until(() -> admin.describeConsumerGroups(List.of(neglected))
                            .all()
                            .get()
                            .get(neglected)
                            .members()
                            .isEmpty());
        }
    }

    /** A new group begins where the topic ends when it joins: what is written before is not for it. */
    private ChangeListener joined(String prefix) {
        ChangeListener listener = listener(prefix).start();
        await().atMost(SOON).until(() -> listener.status().partitions().size() == 6);
        return listener;
    }

    private void awaitMore(SourceWriter writer) {
        int now = deliveredCount.get();
        await().atMost(SOON).until(() -> writer.count() > 0 && deliveredCount.get() > now + 100);
    }

    private void assertInOrder(Map<Integer, Integer> versions) {
        versions.forEach((key, last) -> assertThat(delivered.get(key))
                .as("the changes of key %d", key)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, last).boxed().toList()));
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private ChangeListener listener(String prefix) {
        return ChangeListener.builder()
                .bootstrapServers(broker.address())
                .group("endurance-" + prefix)
                .topicPrefix(prefix)
                .maxInFlight(MAX_IN_FLIGHT)
                .table(
                        "inventory.orders",
                        orders -> orders.onUpdate((before, after, change) -> {
                            if (targetIsAway) {
                                throw new ReactionFailure(Failure.UNAVAILABLE, "away", null);
                            }
                            count(after);
                        }))
                .build();
    }

    private void count(JsonNode row) {
        delivered
                .computeIfAbsent(row.get("id").asInt(), key -> new CopyOnWriteArrayList<>())
                .add(row.get("version").asInt());
        deliveredCount.incrementAndGet();
    }
}
