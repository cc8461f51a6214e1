package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.deadletter.DeadLetterQueue;
import io.headrace.console.deadletter.DeadLetterSummary;
import io.headrace.console.deadletter.ReplayDeadLetters;
import io.headrace.console.deadletter.ReplayOutcome;
import io.headrace.console.deadletter.ReplaySelection;
import io.headrace.console.deadletter.SinkDeadLetter;
import io.headrace.console.deadletter.SinkDeadLetters;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters of the sink: replayed when repaired, left alone when overtaken, never twice. */
abstract class DeadLetterScenarios {

    private static final String TOPIC = "dbserver1.inventory.orders";
    private static final String SINK = "elasticsearch-sink";
    private static final String GROUP = "document_parsing_exception";

    @TempDir
    Path folder;

    private final long base = System.currentTimeMillis() / 1000 * 1000;
    private KafkaProducer<byte[], byte[]> producer;
    private Rest elasticsearch;

    @BeforeEach
    void open() {
        producer = new KafkaProducer<>(
                Topics.properties(OperationsIT.target), new ByteArraySerializer(), new ByteArraySerializer());
        elasticsearch = new Rest("Elasticsearch", OperationsIT.target.elasticsearch());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void shouldReplayARepairedRecordOnceWithTheVersionThatItHad() throws Exception {
        // Given
        long offset = produce(base + 10001, "\"created_at\":\"no time at all\"");
        String id = letterOf(offset, base + 10901);

        // When
        ReplayOutcome broken = replay(id, null, false);
        ReplayOutcome dry = replay(id, row(base + 10001, "\"status\":\"REPAIRED\""), true);
        ReplayOutcome repaired = replay(id, row(base + 10001, "\"status\":\"REPAIRED\""), false);
        ReplayOutcome again = replay(id, row(base + 10001, "\"status\":\"TWICE\""), false);

        // Then
        assertThat(broken.letters())
                .extracting(ReplayOutcome.Letter::state)
                .containsExactly(ReplayOutcome.State.FAILED_AGAIN);
        assertThat(broken.letters().get(0).detail()).contains(GROUP);
        assertThat(dry.letters())
                .extracting(ReplayOutcome.Letter::state)
                .containsExactly(ReplayOutcome.State.WOULD_REPLAY);
        assertThat(repaired.letters())
                .extracting(ReplayOutcome.Letter::state)
                .containsExactly(ReplayOutcome.State.REPLAYED);
        assertThat(again.letters())
                .extracting(ReplayOutcome.Letter::state)
                .containsExactly(ReplayOutcome.State.ALREADY_REPLAYED);
        JsonNode document = document(base + 10001);
        assertThat(document.path("_source").path("status").asText()).isEqualTo("REPAIRED");
        assertThat(document.path("_version").asLong()).isEqualTo(offset);
        nothingIsLeftBehind();
    }

    @Test
    void shouldListByErrorAndShowTheRecordBesideItsError() throws Exception {
        // Given
        long offset = produce(base + 10002, "\"created_at\":\"no time at all\"");
        String id = letterOf(offset, base + 10902);

        // When
        DeadLetterSummary list = new SinkDeadLetters(OperationsIT.target, SINK).list();
        SinkDeadLetters.Shown shown = new SinkDeadLetters(OperationsIT.target, null).show(id);

        // Then
        assertThat(list.groups()).anySatisfy(group -> {
            assertThat(group.group()).isEqualTo(GROUP);
            assertThat(group.index()).isEqualTo("orders");
            assertThat(group.letters()).isPositive();
            assertThat(group.message()).doesNotContain("no time at all");
        });
        assertThat(shown.letter().origin()).isEqualTo(new SinkDeadLetter.Origin(TOPIC, 0, offset));
        assertThat(shown.letter().error().status()).isEqualTo(400);
        assertThat(String.valueOf(shown.value())).contains("no time at all");
    }

    @Test
    void shouldLeaveALetterAloneThatANewerChangeHasOvertaken() throws Exception {
        // Given
        long offset = produce(base + 10003, "\"created_at\":\"no time at all\"");
        produce(base + 10003, "\"status\":\"NEWER\"");
        String id = letterOf(offset, base + 10903);
        long open = lettersOpen();

        // When
        ReplayOutcome replayed = replay(id, row(base + 10003, "\"status\":\"OLDER\""), false);

        // Then
        assertThat(replayed.letters())
                .extracting(ReplayOutcome.Letter::state)
                .containsExactly(ReplayOutcome.State.OVERTAKEN);
        assertThat(document(base + 10003).path("_source").path("status").asText())
                .isEqualTo("NEWER");
        assertThat(lettersOpen()).as("nobody need look after it any more").isEqualTo(open - 1);
    }

    @Test
    void shouldNotOverwriteADocumentThatIsNewerThoughTheTopicDoesNotSaySo() throws Exception {
        // Given
        long offset = produce(base + 10004, "\"created_at\":\"no time at all\"");
        String id = letterOf(offset, base + 10904);
        Rest.Answer planted = elasticsearch.put(
                "/orders/_doc/" + (base + 10004) + "?version_type=external&version=" + (offset + 1),
                "{\"status\":\"NEWER\"}");
        assertThat(planted.ok()).isTrue();

        // When
        replay(id, row(base + 10004, "\"status\":\"OLDER\""), false);

        // Then
        assertThat(document(base + 10004).path("_source").path("status").asText())
                .isEqualTo("NEWER");
    }

    @Test
    void shouldFinishAKilledReplay() throws Exception {
        // Given: records that the index refuses until it may have more fields
        limitFields(5);
        List<Long> ids = IntStream.range(0, 30).mapToObj(i -> base + 20000 + i).toList();
        Set<Long> offsets = new HashSet<>();
        for (long id : ids) {
            offsets.add(produce(id, "\"extra_" + id + "\":\"x\""));
            produce(base + 20900, "\"status\":\"GOOD\"");
        }
        await().atMost(OperationsIT.LONG)
                .until(() -> Set.copyOf(letters(offsets).values()).size() == ids.size());
        // a letter whose receipt came too early is sent twice: the sink can't tell it from one that was dropped
        Set<String> letters = letters(offsets).keySet();
        limitFields(1000);

        // When
        Process killed = CommandLine.start("dlq", "replay", "--group", GROUP, "--rate", "5");
        try (Topics topics = Topics.open(OperationsIT.target)) {
            await().atMost(OperationsIT.LONG)
                    .until(() -> !topics.beginningWith(SINK + "-replay.").isEmpty() || !killed.isAlive());
        }
        killed.destroyForcibly().waitFor();
        ReplayOutcome finished = run(new ReplaySelection(null, GROUP, null), null, false);

        // Then
        assertThat(of(letters, finished)).hasSize(letters.size());
        assertThat(of(letters, finished))
                .extracting(ReplayOutcome.Letter::state)
                .containsAnyOf(ReplayOutcome.State.REPLAYED, ReplayOutcome.State.ALREADY_REPLAYED)
                .doesNotContain(
                        ReplayOutcome.State.FAILED_AGAIN,
                        ReplayOutcome.State.LEFT_ALONE,
                        ReplayOutcome.State.OVERTAKEN);
        for (long id : ids) {
            assertThat(document(id).path("_source").path("extra_" + id).asText())
                    .as("document %s", id)
                    .isEqualTo("x");
        }
        assertThat(of(letters, run(new ReplaySelection(null, GROUP, null), null, true)))
                .extracting(ReplayOutcome.Letter::state)
                .containsOnly(ReplayOutcome.State.ALREADY_REPLAYED);
        nothingIsLeftBehind();
    }

    private static long lettersOpen() {
        return new SinkDeadLetters(OperationsIT.target, SINK).list().open();
    }

    private void limitFields(int most) {
        Rest.Answer answer =
                elasticsearch.put("/orders/_settings", "{\"index.mapping.total_fields.limit\":" + most + "}");
        assertThat(answer.ok()).as("the limit is set: %s", answer.body()).isTrue();
    }

    private void nothingIsLeftBehind() {
        assertThat(new ConnectRest(OperationsIT.target).names()).noneMatch(name -> name.endsWith("-replay"));
        try (Topics topics = Topics.open(OperationsIT.target)) {
            await().atMost(OperationsIT.LONG)
                    .untilAsserted(() ->
                            assertThat(topics.beginningWith(SINK + "-replay.")).isEmpty());
        }
    }

    private ReplayOutcome replay(String id, byte[] value, boolean dryRun) throws IOException {
        Path file = value == null ? null : Files.write(folder.resolve("value.json"), value);
        return run(new ReplaySelection(id, null, null), file, dryRun);
    }

    private static ReplayOutcome run(ReplaySelection selection, Path value, boolean dryRun) {
        return new ReplayDeadLetters(
                        OperationsIT.target,
                        new ReplayDeadLetters.Options(selection, value, 0, dryRun, OperationsIT.LONG),
                        line -> {})
                .run();
    }

    /** Waits for the dead letter of a record; a good record after it lets the sink give it up at once. */
    private String letterOf(long offset, long goodId) throws Exception {
        produce(goodId, "\"status\":\"GOOD\"");
        String[] id = new String[1];
        await().atMost(OperationsIT.LONG).until(() -> {
            try (Topics topics = Topics.open(OperationsIT.target)) {
                new DeadLetterQueue(SINK, "dlq." + SINK).read(OperationsIT.target, topics, (letter, record) -> {
                    if (new SinkDeadLetter.Origin(TOPIC, 0, offset).equals(letter.origin())) {
                        id[0] = letter.id();
                    }
                });
            }
            return id[0] != null;
        });
        return id[0];
    }

    private static List<ReplayOutcome.Letter> of(Set<String> letters, ReplayOutcome replayed) {
        return replayed.letters().stream()
                .filter(letter -> letters.contains(letter.id()))
                .toList();
    }

    /** Ids of the dead letters of records at these offsets, each with the offset. */
    private static Map<String, Long> letters(Set<Long> offsets) {
        Map<String, Long> letters = new HashMap<>();
        try (Topics topics = Topics.open(OperationsIT.target)) {
            new DeadLetterQueue(SINK, "dlq." + SINK).read(OperationsIT.target, topics, (letter, record) -> {
                if (letter.origin() != null && offsets.contains(letter.origin().offset())) {
                    letters.put(letter.id(), letter.origin().offset());
                }
            });
        }
        return letters;
    }

    private long produce(long id, String fields) throws ExecutionException, InterruptedException {
        byte[] key = ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>(TOPIC, 0, key, row(id, fields)))
                .get()
                .offset();
    }

    private static byte[] row(long id, String fields) {
        String envelope = "{\"before\":null,\"after\":{\"id\":" + id + "," + fields
                + "},\"op\":\"c\",\"source\":{\"connector\":\"mysql\",\"ts_ms\":1796000000000,"
                + "\"table\":\"orders\",\"db\":\"inventory\"}}";
        return envelope.getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode document(long id) {
        return elasticsearch.get("/orders/_doc/" + id).body();
    }
}
