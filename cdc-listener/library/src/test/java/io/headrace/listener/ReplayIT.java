package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.deadletter.DryRun;
import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.ReplayRunningException;
import io.headrace.listener.deadletter.ReplayStatus;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.ReactionFailure;
import io.headrace.listener.spi.ListenerStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replays on a real broker. Each test has topics and a group of its own. */
class ReplayIT {
    private static final Duration SOON = TestBroker.LIMIT;
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static TestBroker broker;

    private final Envelopes envelopes = Envelopes.create();
    private final List<ChangeListener> started = new ArrayList<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private volatile boolean targetRefuses = true;
    private String prefix = "";
    private String topic = "";
    private String group = "";
    private Producer<byte[], byte[]> source;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        int number = TESTS.incrementAndGet();
        prefix = "r" + number;
        group = "rg" + number;
        topic = prefix + ".inventory.orders";
        broker.createTopic(topic, 3);
        broker.createTopic("events-" + group, 1);
        source = broker.producer();
    }

    @AfterEach
    void stopListeners() {
        started.forEach(ChangeListener::close);
        source.close();
    }

    @Test
    void shouldReplayDeadLettersOnceHoweverOftenTheyAreSelected() throws Exception {
        // Given
        ChangeListener listener = start(AfterDeadLetter.CONTINUE);
        send(1, 20);
        List<String> ids = letters(20);
        targetRefuses = false;

        // When
        DryRun planned = listener.replays().dryRun(new Selection.All());
        ReplayStatus one = finished(
                listener, new Selection.ById(Set.of(LetterId.of(ids.get(3)).orElseThrow())), 0);
        ReplayStatus all = finished(listener, new Selection.ByError(ReactionFailure.class.getName()), 0);
        ReplayStatus none = finished(listener, new Selection.All(), 0);

        // Then
        assertThat(planned.selected()).isEqualTo(20);
        assertThat(planned.operations()).containsExactly(Map.entry("update", 20L));
        assertThat(List.of(one.replayed(), all.replayed(), none.replayed())).containsExactly(1L, 19L, 0L);
        assertThat(listener.replays().dryRun(new Selection.All()).alreadyReplayed())
                .isEqualTo(20);
        assertThat(events(20)).doesNotHaveDuplicates();
        assertThat(letters(20)).as("the originals stay").isEqualTo(ids);
    }

    @Test
    void shouldSayHowManyNewerChangesOfARowHaveGoneAhead() throws Exception {
        // Given
        ChangeListener listener = start(AfterDeadLetter.CONTINUE);
        send(1, 2);
        sendVersions(2, 1, 1);
        letters(3);
        targetRefuses = false;
        send(3, 5);
        events(3);
        awaitCommitted(listener, 6);

        // When
        DryRun planned = listener.replays().dryRun(new Selection.All());

        // Then
        assertThat(planned.changes()).extracting(DryRun.PlannedChange::newer).containsExactlyInAnyOrder(3, 3, 0);
        assertThat(planned.overtaken()).isEqualTo(2);
        assertThat(planned.newerComplete()).isTrue();
    }

    @Test
    void shouldCountNoNewerChangesOfAParkedKey() throws Exception {
        // Given
        ChangeListener listener = start(AfterDeadLetter.PARK_KEY);
        send(1, 3);
        letters(3);

        // When
        DryRun planned = listener.replays().dryRun(new Selection.All());

        // Then
        assertThat(planned.changes()).extracting(DryRun.PlannedChange::newer).containsExactly(0, 0, 0);
        assertThat(planned.overtaken()).isZero();
    }

    @Test
    void shouldReplayALetterWhoseValueWasTooLargeForTheDeadLetterTopic() throws Exception {
        // Given
        broker.createTopic(group + ".dead-letters", 1);
        largestMessage(group + ".dead-letters", 20_000);
        ChangeListener listener = start(AfterDeadLetter.CONTINUE);
        byte[] noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        ObjectNode large = Envelopes.order(1, "NEW")
                .put("version", 1)
                .put("notes", Base64.getEncoder().encodeToString(noise));
        source.send(new ProducerRecord<>(topic, Envelopes.key(1), envelopes.created(large)))
                .get();

        // When
        List<ConsumerRecord<String, String>> letters =
                broker.read(group + ".dead-letters", SOON, read -> !read.isEmpty());
        targetRefuses = false;
        ReplayStatus replayed = finished(listener, new Selection.All(), 0);

        // Then
        assertThat(letters.get(0).value()).isNull();
        assertThat(letters.get(0).headers().lastHeader("headrace.dead.value-left-out"))
                .as("how large it was")
                .isNotNull();
        assertThat(replayed.replayed()).isEqualTo(1);
        assertThat(events(1)).containsExactly("1/1");
    }

    private static void largestMessage(String name, int bytes) throws Exception {
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(bytes)), AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), List.of(set)))
                    .all()
                    .get();
        }
    }

    @Test
    void shouldLeaveALetterThatFailsAgainForAnotherReplay() throws Exception {
        // Given
        ChangeListener listener = start(AfterDeadLetter.CONTINUE);
        send(1, 3);
        letters(3);

        // When
        ReplayStatus failed = finished(listener, new Selection.All(), 0);
        targetRefuses = false;
        ReplayStatus done = finished(listener, new Selection.All(), 0);

        // Then
        assertThat(failed.failed()).isEqualTo(3);
        assertThat(done.replayed()).isEqualTo(3);
        assertThat(events(3)).hasSize(3);
    }

    @Test
    void shouldReleaseAParkedKeyInOrderWhileItsChangesGoOn() throws Exception {
        // Given
        ChangeListener listener = start(AfterDeadLetter.PARK_KEY);
        send(1, 30);
        letters(30);
        targetRefuses = false;

        // When
        listener.replays().start(new Selection.All(), 40);
        await().atMost(SOON).until(() -> !delivered.isEmpty());
        send(31, 60);
        await().atMost(SOON).until(() -> delivered.contains("1/60"));
        send(61, 61);
        await().atMost(SOON).until(() -> delivered.contains("1/61"));

        // Then
        List<String> inOrder =
                IntStream.rangeClosed(1, 61).mapToObj(version -> "1/" + version).toList();
        assertThat(delivered).containsExactlyElementsOf(inOrder);
        assertThat(events(61)).containsExactlyElementsOf(inOrder);
    }

    @Test
    void shouldHoldTheRestOfAParkedKeyWhenALetterFailsAgain() throws Exception {
        // Given
        ChangeListener listener = start(AfterDeadLetter.PARK_KEY);
        send(1, 5);
        List<String> ids = letters(5);

        // When
        ReplayStatus failing = finished(listener, new Selection.All(), 0);
        targetRefuses = false;
        ReplayStatus third = finished(
                listener, new Selection.ById(Set.of(LetterId.of(ids.get(2)).orElseThrow())), 0);

        // Then
        assertThat(List.of(failing.failed(), failing.held())).containsExactly(1L, 4L);
        assertThat(third.held()).as("not before the first two").isEqualTo(1);
        assertThat(delivered).isEmpty();
        assertThat(finished(listener, new Selection.All(), 0).replayed()).isEqualTo(5);
        assertThat(delivered).containsExactly("1/1", "1/2", "1/3", "1/4", "1/5");
    }

    @Test
    void shouldGoOnInAnotherInstanceWithoutDoublingOrLosing() throws Exception {
        // Given
        ChangeListener first = start(AfterDeadLetter.CONTINUE);
        send(1, 200);
        letters(200);
        targetRefuses = false;

        // When
        String id = first.replays().start(new Selection.All(), 200).request().id();
        await().atMost(SOON).until(() -> delivered.size() > 20);
        ChangeListener second = start(AfterDeadLetter.CONTINUE);
        await().atMost(SOON).until(() -> !second.status().partitions().isEmpty());
        first.close();

        // Then
        await().atMost(SOON).until(() -> state(second, id) == ReplayStatus.State.DONE);
        assertThat(second.replays().find(id).orElseThrow().replayed()).isEqualTo(200);
        assertThat(events(200)).doesNotHaveDuplicates().hasSize(200);
    }

    @Test
    void shouldLoseNothingWhenAReplayIsCancelled() throws Exception {
        // Given
        ChangeListener listener = start(AfterDeadLetter.CONTINUE);
        send(1, 100);
        letters(100);
        targetRefuses = false;

        // When
        String id = listener.replays().start(new Selection.All(), 20).request().id();
        await().atMost(SOON).until(() -> delivered.size() >= 3);
        assertThatThrownBy(() -> listener.replays().start(new Selection.All(), 0))
                .isInstanceOf(ReplayRunningException.class)
                .hasMessageContaining(id);
        listener.replays().cancel(id);
        ReplayStatus rest = finished(listener, new Selection.All(), 0);

        // Then
        assertThat(state(listener, id)).isEqualTo(ReplayStatus.State.CANCELLED);
        assertThat(listener.replays().find(id).orElseThrow().replayed() + rest.replayed())
                .isEqualTo(100);
        assertThat(events(100)).doesNotHaveDuplicates().hasSize(100);
    }

    @Test
    void shouldReplayTheSourceTopicForAllRowsOrOne() throws Exception {
        // Given
        targetRefuses = false;
        ChangeListener listener = start(AfterDeadLetter.CONTINUE);
        for (long id = 1; id <= 10; id++) {
            sendVersions(id, 1, 5);
        }
        events(50);
        JsonNode key = JsonNodeFactory.instance.objectNode().put("id", 7);

        // When
        awaitCommitted(listener, 50);
        ReplayStatus everything =
                finished(listener, new Selection.Source(new Selection.Beginning(), Optional.empty()), 0);
        ReplayStatus one = finished(listener, new Selection.Source(new Selection.Beginning(), Optional.of(key)), 0);
        DryRun later = listener.replays()
                .dryRun(new Selection.Source(
                        new Selection.Gtid("18abe1e1-e4c5-11f1-9889-02fc00000001", 41), Optional.empty()));
        DryRun future = listener.replays()
                .dryRun(new Selection.Source(
                        new Selection.Time(System.currentTimeMillis() + 60_000), Optional.empty()));
        DryRun offsets = listener.replays()
                .dryRun(new Selection.Source(
                        new Selection.Offsets(Map.of(0, 0L, 1, Long.MAX_VALUE)), Optional.empty()));

        // Then
        assertThat(everything.replayed()).isEqualTo(50);
        assertThat(one.replayed()).isEqualTo(5);
        assertThat(later.selected()).as("the last ten transactions").isEqualTo(10);
        assertThat(future.selected()).isZero();
        assertThat(offsets.changes())
                .extracting(DryRun.PlannedChange::source)
                .allMatch(place -> place.startsWith(topic + "-0@"));
        List<String> all = events(105);
        LongStream.rangeClosed(1, 10)
                .forEach(row -> assertThat(all.stream()
                                .filter(event -> event.startsWith(row + "/"))
                                .skip(5)
                                .limit(5))
                        .as("row %d, once more and in order", row)
                        .containsExactly(row + "/1", row + "/2", row + "/3", row + "/4", row + "/5"));
    }

    private ChangeListener start(AfterDeadLetter after) {
        ChangeListener listener = ChangeListener.builder()
                .bootstrapServers(broker.address())
                .group(group)
                .topicPrefix(prefix)
                .afterDeadLetter(after)
                .table(
                        "inventory.orders",
                        orders -> orders.publish(change -> {
                            JsonNode row = change.after().orElseThrow();
                            String id = row.get("id").asLong() + "/"
                                    + row.get("version").asInt();
                            if (targetRefuses) {
                                throw new ReactionFailure(Failure.POISON, "refused", null);
                            }
                            delivered.add(id);
                            return List.of(Message.of("events-" + group, null, id.getBytes(StandardCharsets.UTF_8)));
                        }))
                .build()
                .start();
        started.add(listener);
        return listener;
    }

    private ReplayStatus finished(ChangeListener listener, Selection selection, double rate) {
        String id = listener.replays().start(selection, rate).request().id();
        await().atMost(SOON).until(() -> state(listener, id) == ReplayStatus.State.DONE);
        return listener.replays().find(id).orElseThrow();
    }

    private static ReplayStatus.State state(ChangeListener listener, String id) {
        return listener.replays().find(id).orElseThrow().state();
    }

    private static void awaitCommitted(ChangeListener listener, long records) {
        await().atMost(SOON)
                .until(() -> listener.status().partitions().stream()
                                        .mapToLong(ListenerStatus.PartitionStatus::committed)
                                        .sum()
                                == records
                        && listener.replays()
                                        .dryRun(new Selection.Source(new Selection.Beginning(), Optional.empty()))
                                        .selected()
                                == records);
    }

    /** These versions of order 1. */
    private void send(int first, int last) throws Exception {
        sendVersions(1, first, last);
    }

    private void sendVersions(long id, int first, int last) throws Exception {
        for (int version = first; version <= last; version++) {
            byte[] value = envelopes.updated(
                    Envelopes.order(id, "NEW").put("version", version - 1),
                    Envelopes.order(id, "NEW").put("version", version));
            source.send(new ProducerRecord<>(topic, Envelopes.key(id), value)).get();
        }
    }

    /** The ids of the dead letters, once there are this many. */
    private List<String> letters(int count) {
        return broker.read(group + ".dead-letters", SOON, letters -> letters.size() >= count).stream()
                .map(letter -> new LetterId(letter.topic(), letter.partition(), letter.offset()).toString())
                .toList();
    }

    /** What was published, once there is this much. */
    private List<String> events(int count) {
        return broker.read("events-" + group, SOON, events -> events.size() >= count).stream()
                .map(ConsumerRecord::value)
                .toList();
    }
}
