package io.headrace.e2e.generate;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Many scenarios at once, on connectors of their own that end with them: a source for each form of the values, a sink for
 * each way.
 *
 * <pre>
 *   tables and rows ─▶ sources (snapshot) ─▶ sinks ─▶ statements ─▶ mark ─▶ sinks have passed it ─▶ compare
 * </pre>
 */
final class Batch implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration SETTLING = Duration.ofSeconds(40);

    private final LiveServers servers;
    private final List<Scenario> scenarios;
    private final Set<Way> ways = new LinkedHashSet<>();
    private final Connectors connectors;
    private final Statements statements;
    private final RawTopics raw;
    private final String name;
    private final PrintStream out;
    private int marks = 1;

    Batch(LiveServers servers, String name, List<Scenario> scenarios, PrintStream out) {
        this.out = out;
        this.servers = servers;
        this.name = name;
        this.scenarios = List.copyOf(scenarios);
        scenarios.forEach(scenario -> ways.add(scenario.way()));
        this.connectors = new Connectors(servers, name);
        this.statements = new Statements(servers, connectors);
        this.raw = new RawTopics(servers.at().bootstrapServers());
    }

    /** @throws StoppedException when one of the connectors failed */
    List<Finding> run() {
        statements.createDatabases(scenarios);
        statements.run(scenarios, Step.Phase.BEFORE);
        sources().forEach(way -> raw.create(IncrementalSnapshot.topic(connectors.source(way))));
        sources().forEach(connectors::startSource);
        sources().forEach(way -> awaiting(() -> snapshotIsDone(connectors.source(way))));
        ways.forEach(connectors::startSink);
        say("snapshot taken");
        statements.run(scenarios, Step.Phase.STREAM);
        statements.mark(marks++);
        sources().forEach(way -> awaiting(() -> markHasCome(way)));
        say("marks have come, " + statements.share());
        Map<String, List<ConsumerRecord<byte[], byte[]>>> topics = indexed();
        say("indexed");
        Evidence evidence = evidence(topics);
        Map<Scenario, Finding> found = new ConcurrentHashMap<>();
        Statements.sideBySide(scenarios, scenario -> found.put(scenario, compared(scenario, evidence)));
        say("compared");
        Map<String, List<String>> later = readAgain(evidence);
        say("read again and compared");
        return scenarios.stream()
                .map(scenario -> SecondReading.with(found.get(scenario), later.get(scenario.name())))
                .toList();
    }

    /** All records of the tables' topics, once the sinks have written them. */
    private Map<String, List<ConsumerRecord<byte[], byte[]>>> indexed() {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> topics =
                raw.read(topic -> topic.matches(name + "[ef]\\." + name + "[ef]\\d_.*"));
        ways.forEach(way -> awaiting(() -> raw.hasPassed("connect-" + connectors.sink(way), last(topics, way))));
        servers.search("POST", "/" + name + "*/_refresh", "");
        return topics;
    }

    private Map<String, List<String>> readAgain(Evidence evidence) {
        SecondReading reading = new SecondReading(servers, connectors, scenarios, evidence);
        for (Way way : sources()) {
            if (!reading.names(way).isEmpty()) {
                new IncrementalSnapshot(servers.at().bootstrapServers(), raw, connectors.source(way))
                        .run(reading.names(way), this::awaiting, () -> statements.mark(marks++));
            }
        }
        return reading.wrong(Evidence.events(indexed(), name));
    }

    /** What else there is to know of the topics: another snapshot of the same rows, and what the listener tells. */
    private Evidence evidence(Map<String, List<ConsumerRecord<byte[], byte[]>>> topics) {
        sources().forEach(connectors::startSnapshot);
        Map<String, List<Event>> stream = Evidence.events(topics, name);
        Heard heard = sources().contains(Way.ENVELOPE_BYTES)
                ? Evidence.heard(servers, connectors.source(Way.ENVELOPE_BYTES), stream)
                : null;
        say("listened");
        sources().forEach(way -> awaiting(() -> snapshotIsDone(connectors.snapshot(way))));
        Map<String, List<Event>> again = settled(topic -> topic.matches(name + "again[ef]\\." + name + "[ef]\\d_.*"));
        say("snapshot taken again");
        return new Evidence(stream, again, heard, new DeadLetterReasons(raw, connectors, ways));
    }

    /** The last rows of a snapshot are committed after the notification of its end: as many are waited for as there are. */
    private Map<String, List<Event>> settled(Predicate<String> topics) {
        long rows = scenarios.stream()
                .flatMap(scenario -> TableContent.all(servers, connectors.database(scenario)).stream())
                .mapToLong(table -> table.rows().size())
                .sum();
        AtomicReference<Map<String, List<ConsumerRecord<byte[], byte[]>>>> read = new AtomicReference<>(Map.of());
        try {
            await().atMost(SETTLING).pollInterval(Duration.ofMillis(200)).until(() -> {
                read.set(raw.read(topics));
                return read.get().values().stream().mapToLong(List::size).sum() >= rows;
            });
        } catch (ConditionTimeoutException fewer) {
            say("the snapshot has fewer rows than there are: those of tables that it can't read, or a finding");
        }
        return Evidence.events(read.get(), name);
    }

    private Finding compared(Scenario scenario, Evidence evidence) {
        String database = connectors.database(scenario);
        Judgement judgement = new Judgement(scenario);
        for (TableContent table : TableContent.all(servers, database)) {
            String topic = connectors.source(scenario.way()) + "." + database + "." + table.table();
            List<String> differences = table.key().isEmpty()
                    ? withoutKey(table, topic)
                    : table.differences(servers.documents(topic.toLowerCase(java.util.Locale.ROOT)));
            judgement.table(
                    table,
                    differences,
                    evidence.deadLetters().of(topic),
                    VerifyAnswer.of(servers.target(), database + "." + table.table()));
            if (!table.key().isEmpty()) {
                evidence.of(scenario, topic, connectors.snapshot(scenario.way()) + topic.substring(topic.indexOf('.')))
                        .forEach(judgement::wrong);
            }
        }
        return judgement.finding();
    }

    private List<String> withoutKey(TableContent table, String topic) {
        int documents =
                servers.documents(topic.toLowerCase(java.util.Locale.ROOT)).size();
        return documents == table.rows().size()
                ? List.of()
                : List.of(table.table() + ": " + table.rows().size() + " rows without a key, " + documents
                        + " documents");
    }

    /** The last record of each partition of what the way's sink reads. */
    private List<ConsumerRecord<byte[], byte[]>> last(
            Map<String, List<ConsumerRecord<byte[], byte[]>>> topics, Way way) {
        String prefix = connectors.source(way) + "." + name + way.code() + "_";
        return new ArrayList<>(topics.entrySet().stream()
                .filter(topic -> topic.getKey().startsWith(prefix))
                .flatMap(topic -> topic.getValue().stream())
                .collect(Collectors.toMap(
                        record -> record.topic() + record.partition(), record -> record, (one, later) -> later))
                .values());
    }

    private boolean snapshotIsDone(String source) {
        return raw.read("notifications." + source).stream()
                .map(record -> text(record.value()))
                .anyMatch(text -> text.contains("Initial Snapshot") && text.contains("COMPLETED"));
    }

    private boolean markHasCome(Way way) {
        return raw.read(connectors.source(way) + "." + connectors.markDatabase() + ".marks").stream()
                .anyMatch(record -> text(record.key()).contains("1"));
    }

    private List<Way> sources() {
        return Stream.of(Way.ENVELOPE_BYTES, Way.FLAT_BYTES)
                .filter(way -> ways.stream().anyMatch(other -> other.source().equals(way.source())))
                .toList();
    }

    private void awaiting(Callable<Boolean> condition) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> {
            requireRunning();
            return condition.call();
        });
    }

    private void requireRunning() {
        Stream.concat(sources().stream().map(connectors::source), ways.stream().map(connectors::sink))
                .forEach(connector -> connectors.failure(connector).ifPresent(cause -> {
                    throw new StoppedException(connector, cause);
                }));
    }

    private void say(String what) {
        out.printf("[generate] %tT %s: %s%n", System.currentTimeMillis(), name, what);
    }

    static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ways.forEach(way -> connectors.delete(connectors.sink(way)));
        sources().forEach(way -> connectors.delete(connectors.source(way)));
        sources().forEach(way -> connectors.delete(connectors.snapshot(way)));
        JsonNode indices = servers.search("GET", "/_cat/indices/" + name + "*?format=json", "");
        indices.forEach(
                index -> servers.search("DELETE", "/" + index.path("index").asText(), ""));
        statements.dropDatabases(scenarios);
        raw.delete(topic -> topic.contains(name));
    }
}
