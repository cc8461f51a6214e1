package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.listener.internal.deadletter.DeadLetters;
import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library on a real broker. Each test has a topic and a group of its own. */
class DeliveryIT {
    private static final Duration SOON = TestBroker.LIMIT;
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static TestBroker broker;

    private final Envelopes envelopes = Envelopes.create();
    private String prefix = "";
    private String topic = "";
    private String group = "";

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        int number = TESTS.incrementAndGet();
        prefix = "p" + number;
        group = "g" + number;
        topic = prefix + ".inventory.orders";
        broker.createTopic(topic, 6);
    }

    @Test
    void shouldPutUndecodableBytesIntoTheDeadLettersAndGoOn() throws Exception {
        // Given
        List<Long> created = new CopyOnWriteArrayList<>();
        byte[] garbage = {0, (byte) 0xff, 'x'};
        try (ChangeListener listener = listener(orders -> orders.onCreate((order, change) -> created.add(id(order))))
                        .build();
                Producer<byte[], byte[]> source = broker.producer()) {
            // When
            source.send(new ProducerRecord<>(topic, null, Envelopes.key(1), garbage, List.of(header("h", "kept"))))
                    .get();
            source.send(new ProducerRecord<>(topic, Envelopes.key(1), envelopes.created(Envelopes.order(1, "NEW"))))
                    .get();
            listener.start();

            // Then
            ConsumerRecord<String, String> letter = broker.read(
                            group + ".dead-letters", SOON, letters -> !letters.isEmpty())
                    .get(0);
            await().atMost(SOON).untilAsserted(() -> assertThat(created).containsExactly(1L));
            assertThat(letter.serializedValueSize()).isEqualTo(3);
            assertThat(letter.key()).isEqualTo("{\"id\":1}");
            assertThat(text(letter, "h")).isEqualTo("kept");
            assertThat(text(letter, DeadLetters.ATTEMPTS)).isEqualTo("1");
            assertThat(text(letter, DeadLetters.MESSAGE)).startsWith("the value is not JSON");
            assertThat(text(letter, DeadLetters.TOPIC)).isEqualTo(topic);
            await().atMost(SOON).until(() -> listener.status().lag() == 0);
        }
    }

    @Test
    void shouldHoldBackOnlyTheKeyThatFails() throws Exception {
        // Given
        Set<Long> healthy = ConcurrentHashMap.newKeySet();
        AtomicInteger failures = new AtomicInteger();
        ChangeListenerBuilder builder = listener(orders -> orders.onCreate((order, change) -> {
            if (id(order) == 1) {
                failures.incrementAndGet();
                throw new ReactionFailure(Failure.UNAVAILABLE, "away", null);
            }
            healthy.add(id(order));
        }));
        try (ChangeListener listener = builder.build();
                Producer<byte[], byte[]> source = broker.producer()) {
            // When
            for (long id = 1; id <= 1_000; id++) {
                source.send(new ProducerRecord<>(
                                topic, Envelopes.key(id), envelopes.created(Envelopes.order(id, "NEW"))))
                        .get();
            }
            listener.start();

            // Then
            await().atMost(SOON).until(() -> healthy.size() == 999);
            await().atMost(SOON).until(() -> failures.get() > 3);
            await().atMost(SOON).until(() -> listener.status().inFlight() == 1);
        }
    }

    @Test
    void shouldNotRepeatWhatIsFinishedBeyondAStuckChange() throws Exception {
        // Given
        Set<Long> first = ConcurrentHashMap.newKeySet();
        List<Long> second = new CopyOnWriteArrayList<>();
        try (Producer<byte[], byte[]> source = broker.producer()) {
            for (long id = 1; id <= 200; id++) {
                source.send(new ProducerRecord<>(
                                topic, 0, Envelopes.key(id), envelopes.created(Envelopes.order(id, "NEW"))))
                        .get();
            }
        }
        ChangeListenerBuilder stuck = listener(orders -> orders.onCreate((order, change) -> {
            if (id(order) == 5) {
                throw new ReactionFailure(Failure.UNAVAILABLE, "away", null);
            }
            first.add(id(order));
        }));
        try (ChangeListener listener = stuck.build().start()) {
            await().atMost(SOON).until(() -> listener.status().ready());
            await().atMost(SOON).until(() -> first.size() == 199);
        }

        // When
        try (ChangeListener listener = listener(orders -> orders.onCreate((order, change) -> second.add(id(order))))
                .build()
                .start()) {
            await().atMost(SOON)
                    .until(() -> !second.isEmpty()
                            && listener.status().ready()
                            && listener.status().lag() == 0);
        }

        // Then
        assertThat(second).containsExactly(5L);
    }

    @Test
    void shouldParkAKeyAfterItsDeadLetter() throws Exception {
        // Given
        List<String> delivered = new CopyOnWriteArrayList<>();
        ChangeListenerBuilder builder = listener(orders -> orders.onUpdate((before, after, change) -> {
                    if (after.get("version").asInt() == 2 && id(after) == 1) {
                        throw new ReactionFailure(Failure.POISON, "never works", null);
                    }
                    delivered.add(id(after) + "/" + after.get("version").asInt());
                }))
                .afterDeadLetter(AfterDeadLetter.PARK_KEY);
        try (Producer<byte[], byte[]> source = broker.producer()) {
            sendVersions(source, 1, 1, 3);
            sendVersions(source, 2, 1, 3);

            // When
            try (ChangeListener listener = builder.build().start()) {
                broker.read(group + ".dead-letters", SOON, letters -> letters.size() == 2);
                await().atMost(SOON).until(() -> delivered.size() == 4);
            }
            sendVersions(source, 1, 4, 4);
            List<ConsumerRecord<String, String>> letters;
            try (ChangeListener listener = builder.build().start()) {
                await().atMost(SOON).until(() -> listener.status().ready());
                letters = broker.read(group + ".dead-letters", SOON, read -> read.size() == 3);
            }

            // Then
            assertThat(delivered).containsExactlyInAnyOrder("1/1", "2/1", "2/2", "2/3");
            assertThat(letters)
                    .extracting(letter -> text(letter, DeadLetters.ERROR))
                    .containsExactly(ReactionFailure.class.getName(), "parked", "parked");
        }
    }

    @Test
    void shouldDropWhatTheSourceWritesTwiceEvenAfterARestart() throws Exception {
        // Given
        List<Long> delivered = new CopyOnWriteArrayList<>();
        ChangeListenerBuilder builder =
                listener(orders -> orders.onCreate((order, change) -> delivered.add(id(order))));
        byte[] first = envelopes.created(Envelopes.order(1, "NEW"));
        try (Producer<byte[], byte[]> source = broker.producer()) {
            source.send(new ProducerRecord<>(topic, Envelopes.key(1), first)).get();
            try (ChangeListener listener = builder.build().start()) {
                await().atMost(SOON)
                        .until(() -> !delivered.isEmpty() && listener.status().lag() == 0);
            }

            // When
            source.send(new ProducerRecord<>(topic, Envelopes.key(1), first)).get();
            source.send(new ProducerRecord<>(topic, Envelopes.key(2), envelopes.created(Envelopes.order(2, "NEW"))))
                    .get();
            try (ChangeListener listener = builder.build().start()) {
                await().atMost(SOON)
                        .until(() -> delivered.contains(2L) && listener.status().lag() == 0);
            }
        }

        // Then
        assertThat(delivered).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void shouldShareThePartitionsAndGiveThemOnWithoutRepeating(String protocol) throws Exception {
        // Given
        Map<Long, List<Integer>> delivered = new ConcurrentHashMap<>();
        Consumer<TableHandlers<JsonNode>> handlers = orders -> orders.onUpdate((before, after, change) -> delivered
                .computeIfAbsent(id(after), key -> new CopyOnWriteArrayList<>())
                .add(after.get("version").asInt()));
        Map<String, String> kafka = Map.of("group.protocol", protocol);
        try (Producer<byte[], byte[]> source = broker.producer();
                ChangeListener one = listener(handlers).kafka(kafka).build().start()) {
            send(source, 1, 20);
            await().atMost(SOON).until(() -> one.status().partitions().size() == 6);

            // When
            try (ChangeListener two = listener(handlers).kafka(kafka).build().start()) {
                send(source, 21, 40);
                await().atMost(SOON).until(() -> two.status().partitions().size() == 3);
                send(source, 41, 60);
            }
            send(source, 61, 80);
            await().atMost(SOON)
                    .until(() -> delivered.size() == 50
                            && delivered.values().stream().allMatch(versions -> versions.size() >= 80));
            await().atMost(SOON).until(() -> one.status().partitions().size() == 6);
        }

        // Then
        List<Integer> all = IntStream.rangeClosed(1, 80).boxed().toList();
        delivered.forEach(
                (key, versions) -> assertThat(versions).as("key %d", key).containsExactlyElementsOf(all));
        assertThat(delivered).hasSize(50);
    }

    @Test
    void shouldGiveEachGroupEveryChange() throws Exception {
        // Given
        List<Long> analytics = new CopyOnWriteArrayList<>();
        List<Long> mail = new CopyOnWriteArrayList<>();
        try (Producer<byte[], byte[]> source = broker.producer();
                ChangeListener first = listener(
                                orders -> orders.onUpdate((before, after, change) -> analytics.add(id(after))))
                        .group(group + "-analytics")
                        .build()
                        .start();
                ChangeListener second = listener(orders -> orders.onUpdate((before, after, change) -> {
                            if (id(after) == 7) {
                                throw new ReactionFailure(Failure.UNAVAILABLE, "the mail server is away", null);
                            }
                            mail.add(id(after));
                        }))
                        .group(group + "-mail")
                        .build()
                        .start()) {
            // When
            send(source, 1, 2);

            // Then
            await().atMost(SOON).until(() -> analytics.size() == 100 && mail.size() == 98);
            await().atMost(SOON)
                    .until(() -> first.status().lag() == 0 && second.status().lag() == 2);
        }
    }

    @Test
    void shouldHoldOffsetsWhileTheDeadLetterTopicCannotBeWritten() throws Exception {
        // Given
        String letters = "unwritable." + group;
        List<Long> delivered = new CopyOnWriteArrayList<>();
        byte[] garbage = {1};
        try (Producer<byte[], byte[]> source = broker.producer();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            broker.createTopic(letters, 1);
            largestMessage(admin, letters, "1");
            source.send(new ProducerRecord<>(topic, 0, Envelopes.key(1), garbage))
                    .get();
            source.send(new ProducerRecord<>(topic, 0, Envelopes.key(2), envelopes.created(Envelopes.order(2, "NEW"))))
                    .get();

            // When
            try (ChangeListener listener = listener(
                            orders -> orders.onCreate((order, change) -> delivered.add(id(order))))
                    .deadLetterTopic(letters)
                    .drainWithin(Duration.ofSeconds(1))
                    .build()
                    .start()) {
                await().atMost(SOON).until(() -> listener.status().ready());
                await().atMost(SOON).until(() -> delivered.contains(2L));
            }

            // Then
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            assertThat(offsets.getOrDefault(new TopicPartition(topic, 0), new OffsetAndMetadata(0)))
                    .as("at most where the group began")
                    .extracting(OffsetAndMetadata::offset)
                    .isEqualTo(0L);
            largestMessage(admin, letters, "1000000");
            try (ChangeListener listener = listener(
                            orders -> orders.onCreate((order, change) -> delivered.add(id(order))))
                    .deadLetterTopic(letters)
                    .build()
                    .start()) {
                await().atMost(SOON).until(() -> listener.status().ready());
                assertThat(broker.read(letters, SOON, read -> !read.isEmpty())).hasSize(1);
            }
        }
    }

    private ChangeListenerBuilder listener(Consumer<TableHandlers<JsonNode>> orders) {
        return ChangeListener.builder()
                .bootstrapServers(broker.address())
                .group(group)
                .topicPrefix(prefix)
                .table("inventory.orders", orders);
    }

    private static void largestMessage(Admin admin, String name, String bytes) throws Exception {
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), List.of(set)))
                .all()
                .get();
    }

    /** These versions of 50 orders. */
    private void send(Producer<byte[], byte[]> source, int first, int last) throws Exception {
        for (int version = first; version <= last; version++) {
            for (long id = 1; id <= 50; id++) {
                sendVersions(source, id, version, version);
            }
        }
    }

    private void sendVersions(Producer<byte[], byte[]> source, long id, int first, int last) throws Exception {
        for (int version = first; version <= last; version++) {
            byte[] value = envelopes.updated(
                    Envelopes.order(id, "NEW").put("version", version - 1),
                    Envelopes.order(id, "NEW").put("version", version));
            source.send(new ProducerRecord<>(topic, Envelopes.key(id), value)).get();
        }
    }

    private static long id(JsonNode order) {
        return order.get("id").asLong();
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ConsumerRecord<String, String> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
