package io.headrace.e2e.generate;

import static org.awaitility.Awaitility.await;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Many scenarios at once, on connectors of their own that end with them: a source for each form of the values, a sink for
 * each way.
 *
 * <pre>
 *   tables and rows ─▶ sources (snapshot) ─▶ sinks ─▶ statements ─▶ mark ─▶ sinks have passed it ─▶ compare
 * </pre>
 */
final class Batch implements AutoCloseable {

    /** None of the waits is for a speed: what is waited for comes, or a connector has failed. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final LiveServers servers;
    private final List<Scenario> scenarios;
    private final Set<Way> ways = new LinkedHashSet<>();
    private final Connectors connectors;
    private final Statements statements;
    private final RawTopics raw;
    private final Marks marks;
    private final String name;
    private final PrintStream out;
    private final Set<String> running = new LinkedHashSet<>();

    private Batch(
            LiveServers servers,
            String name,
            List<Scenario> scenarios,
            PrintStream out,
            Connectors connectors,
            RawTopics raw,
            Marks marks) {
        this.out = out;
        this.servers = servers;
        this.name = name;
        this.scenarios = List.copyOf(scenarios);
        scenarios.forEach(scenario -> ways.add(scenario.way()));
        this.connectors = connectors;
        this.statements = new Statements(servers, connectors);
        this.raw = raw;
        this.marks = marks;
    }

    static Batch open(LiveServers servers, String name, List<Scenario> scenarios, PrintStream out) {
        Connectors connectors = new Connectors(servers, name);
        return new Batch(
                servers,
                name,
                scenarios,
                out,
                connectors,
                RawTopics.open(servers.at().bootstrapServers()),
                Marks.create(servers, connectors.markDatabase()));
    }

    /** @throws StoppedException when one of the connectors failed */
    List<Finding> run() {
        statements.createDatabases(scenarios);
        statements.run(scenarios, Step.Phase.BEFORE);
        raw.create(
                sources().stream()
                        .map(way -> IncrementalSnapshot.topic(connectors.source(way)))
                        .toList(),
                1);
        sources().forEach(way -> start(connectors.source(way), () -> connectors.startSource(way)));
        sources().forEach(way -> awaiting(() -> snapshotIsDone(connectors.source(way))));
        ways.forEach(way -> start(connectors.sink(way), () -> connectors.startSink(way)));
        say("snapshot taken");
        statements.run(scenarios, Step.Phase.STREAM);
        marks.next();
        marks.move(250);
        say(statements.share());
        sources().forEach(way -> start(connectors.snapshot(way), () -> connectors.startSnapshot(way)));
        sources().forEach(way -> awaiting(() -> markHasCome(way)));
        say("marks have come");
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
        List<IncrementalSnapshot> snapshots = new ArrayList<>();
        for (Way way : sources()) {
            if (!reading.names(way).isEmpty()) {
                IncrementalSnapshot snapshot =
                        new IncrementalSnapshot(servers.at().bootstrapServers(), raw, connectors.source(way));
                snapshot.signal(reading.names(way));
                snapshots.add(snapshot);
            }
        }
        awaiting(() -> {
            marks.next();
            return snapshots.stream().allMatch(IncrementalSnapshot::isDone);
        });
        return reading.wrong(Evidence.events(indexed(), name));
    }

    /** What else there is to know of the topics: another snapshot of the same rows, and what the listener tells. */
    private Evidence evidence(Map<String, List<ConsumerRecord<byte[], byte[]>>> topics) {
        Map<String, List<Event>> stream = Evidence.events(topics, name);
        Heard heard = sources().contains(Way.ENVELOPE_BYTES)
                ? Evidence.heard(servers, connectors.source(Way.ENVELOPE_BYTES), stream)
                : null;
        say("listened");
        sources().forEach(way -> awaiting(() -> snapshotIsDone(connectors.snapshot(way))));
        Map<String, List<Event>> again =
                Evidence.events(raw.read(topic -> topic.matches(name + "again[ef]\\." + name + "[ef]\\d_.*")), name);
        sources().forEach(way -> stop(connectors.snapshot(way)));
        say("snapshot taken again");
        return new Evidence(stream, again, heard, new DeadLetterReasons(raw, connectors, ways));
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

    private void start(String connector, Runnable start) {
        start.run();
        running.add(connector);
    }

    private void stop(String connector) {
        running.remove(connector);
        connectors.delete(connector);
    }

    private void awaiting(Callable<Boolean> condition) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
            connectors.requireRunning(running);
            return condition.call();
        });
    }

    private void say(String what) {
        out.printf("[generate] %tT %s: %s%n", System.currentTimeMillis(), name, what);
    }

    static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        running.forEach(connectors::delete);
        servers.deleteIndices(name);
        statements.dropDatabases(scenarios);
        marks.close();
        raw.delete(topic -> topic.contains(name));
        raw.close();
        say("swept");
    }
}
