package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.op.PipelineStatus.Hop;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One look at each kind of hop. Called by several threads, each for another hop. */
final class Hops {

    static final List<String> ORDER = List.of("mysql", "source", "topic", "sink", "index", "listener");
    static final String LISTENER_GROUP = "headrace-listener";

    /** Between two readings that make a rate. */
    private static final long SAMPLE_MILLIS = 300;
    /** A source that has moved nothing in a sample, with changes before it that are older than this, is stalled. */
    private static final long LONG_SILENCE_MILLIS = 60_000;

    /** A reader that has moved nothing of a backlog in this time, while the oldest waits long, is stalled. */
    private static final long STALL_SAMPLE_MILLIS = 2_500;

    private static final long LONG_WAIT_MILLIS = 15_000;
    private static final long SLOW_ANSWER_MILLIS = 2_000;

    private final Target target;
    private final String table;

    Hops(Target target, String table) {
        this.target = target;
        this.table = table;
    }

    Hop mysql() {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            String version = "MySQL " + Database.text(mysql, "SELECT VERSION()");
            SourcePosition before = SourcePosition.ofServer(mysql);
            long start = System.nanoTime();
            Pause.millis(SAMPLE_MILLIS);
            SourcePosition after = SourcePosition.ofServer(mysql);
            long transactions = Math.max(0, before.behind(after));
            int dot = table.indexOf('.');
            String[] name = {table.substring(0, dot), table.substring(dot + 1)};
            long rows = Database.number(
                    mysql,
                    "SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + name[0].replace("'", "")
                            + "' AND TABLE_NAME = '" + name[1].replace("'", "") + "'");
            String wrong = wrongSettings(mysql);
            return new Hop(
                    "mysql",
                    version,
                    wrong.isEmpty() ? "UP" : "MISCONFIGURED",
                    wrong.isEmpty(),
                    rate(transactions, start),
                    null,
                    null,
                    null,
                    wrong.isEmpty()
                            ? "about " + rows + " rows"
                            : wrong + ": changes are lost or stop the source; ./cdc doctor says more");
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** Global variables under which changes are written as no source can read them; each new session has them. */
    private static String wrongSettings(Connection mysql) throws SQLException {
        return Database.text(
                mysql,
                "SELECT CONCAT_WS(', ', IF(@@GLOBAL.binlog_format <> 'ROW', CONCAT('binlog_format = ',"
                        + " @@GLOBAL.binlog_format), NULL), IF(@@GLOBAL.binlog_row_image <> 'FULL', CONCAT('binlog_row_image"
                        + " = ', @@GLOBAL.binlog_row_image), NULL), IF(@@GLOBAL.binlog_row_value_options <> '',"
                        + " CONCAT('binlog_row_value_options = ', @@GLOBAL.binlog_row_value_options), NULL))");
    }

    Hop source(Route route) {
        ConnectRest connect = new ConnectRest(target, Status.ANSWER);
        ConnectRest.ConnectorState state = connect.state(route.source()).orElseThrow();
        Database database = new Database(target);
        long behind;
        long seconds;
        try (Connection mysql = database.open();
                Topics topics = Topics.open(target)) {
            SourceProgress progress = new SourceProgress(route, connect, topics);
            SourcePosition reached = progress.reached();
            seconds = progress.storedSeconds();
            SourcePosition server = SourcePosition.ofServer(mysql);
            behind = reached.behind(server);
            boolean isSure = behind > 1 || (behind != 0 && !server.file().isEmpty());
            if (isSure
                    && state.running()
                    && isOld(seconds)
                    && !new SourceMotion(route, connect, topics).isSeenIn(STALL_SAMPLE_MILLIS)
                    && progress.reached().behind(server) == behind) {
                return silent(route, state, behind, seconds);
            }
        } catch (SQLException e) {
            throw database.problem(e);
        }
        long waits = behind == 0 || seconds == 0 ? 0 : Math.max(0, System.currentTimeMillis() - seconds * 1000);
        return connectorHop("source", route.source(), state, null, behind, waits, seconds == 0 ? -1 : seconds * 1000);
    }

    private static boolean isOld(long seconds) {
        return seconds > 0 && System.currentTimeMillis() - seconds * 1000 > LONG_SILENCE_MILLIS;
    }

    /** A worker calls a task RUNNING whose connection to MySQL is half dead. */
    private static Hop silent(Route route, ConnectRest.ConnectorState state, long behind, long seconds) {
        return new Hop(
                "source",
                route.source(),
                "STALLED",
                false,
                null,
                behind,
                System.currentTimeMillis() - seconds * 1000,
                instant(seconds * 1000),
                state.summary() + ", but MySQL is ahead and it has read nothing for " + STALL_SAMPLE_MILLIS / 1000.0
                        + " s: is the way from the worker to MySQL open? ./cdc restart " + route.source()
                        + " opens another connection");
    }

    /** Topic, sink and listener: what is in Kafka. The readers are looked at while the topic's rate is being measured. */
    List<Hop> kafka(Future<Route> found, ExecutorService looks) throws Exception {
        List<Hop> hops = new ArrayList<>();
        try (Topics topics = Topics.open(target)) {
            long answered = topics.askAll();
            Route route;
            try {
                route = Status.of(found);
            } catch (Problem noRoute) {
                return List.of(Hop.broken("sink", table, noRoute));
            }
            Map<TopicPartition, Long> before = topics.ends(topics.partitions(route.topic()));
            long start = System.nanoTime();
            if (before.isEmpty()) {
                hops.add(new Hop(
                        "topic",
                        route.topic(),
                        "MISSING",
                        false,
                        null,
                        null,
                        null,
                        null,
                        "no change has been captured yet"));
                return hops;
            }
            List<Future<List<Hop>>> readers = new ArrayList<>();
            readers.add(looks.submit(() -> Status.hop("sink", route.sink(), () -> sink(topics, route, before))));
            URI address = target.listener();
            if (address != null) {
                readers.add(looks.submit(
                        () -> Status.hop("listener", LISTENER_GROUP, () -> listener(topics, before, address))));
            }
            long last = topics.newest(before.keySet());
            Pause.millis(Math.max(0, SAMPLE_MILLIS - (System.nanoTime() - start) / 1_000_000));
            Map<TopicPartition, Long> ends = topics.ends(before.keySet());
            double rate = rate(Backlog.between(target, before, ends).records(), start);
            hops.add(new Hop(
                    "topic",
                    route.topic(),
                    answered > SLOW_ANSWER_MILLIS ? "SLOW" : "UP",
                    answered <= SLOW_ANSWER_MILLIS,
                    rate,
                    null,
                    null,
                    instant(last),
                    before.size() + " partitions"
                            + (answered > SLOW_ANSWER_MILLIS
                                    ? "; the brokers took " + answered + " ms to answer"
                                    : "")));
            for (Future<List<Hop>> reader : readers) {
                hops.addAll(reader.get());
            }
        } catch (Problem unreachable) {
            hops.add(Hop.broken("topic", table, unreachable));
        }
        return hops;
    }

    private Hop sink(Topics topics, Route route, Map<TopicPartition, Long> ends) {
        ConnectRest.ConnectorState state =
                new ConnectRest(target, Status.ANSWER).state(route.sink()).orElseThrow();
        Backlog backlog = topics.backlog(route.group(), ends);
        Hop hop = connectorHop("sink", route.sink(), state, null, backlog.records(), age(backlog), -1);
        return stalled(topics, route.group(), backlog) && hop.healthy()
                ? new Hop(
                        hop.name(),
                        hop.what(),
                        "STALLED",
                        false,
                        null,
                        hop.lag(),
                        hop.lagMillis(),
                        null,
                        "RUNNING, but it has read nothing for " + STALL_SAMPLE_MILLIS / 1000.0 + " s; is Elasticsearch"
                                + " reachable from the worker?")
                : hop;
    }

    /** A topic that no rule of the listener names is not its business: nothing of it waits. */
    private Hop listener(Topics topics, Map<TopicPartition, Long> ends, URI address) {
        Rest listener = new Rest("Listener (--listener)", address, target.listenerAccess());
        boolean ready = listener.get("/health/ready").ok();
        if (!reads(listener, topics, ends)) {
            return new Hop(
                    "listener",
                    LISTENER_GROUP,
                    ready ? "READY" : "NOT READY",
                    ready,
                    null,
                    null,
                    null,
                    null,
                    "no rule names this table");
        }
        Backlog backlog = topics.backlog(LISTENER_GROUP, ends);
        boolean stalled = stalled(topics, LISTENER_GROUP, backlog);
        String state = stalled ? "STALLED" : ready ? "READY" : "NOT READY";
        return new Hop(
                "listener", LISTENER_GROUP, state, ready && !stalled, null, backlog.records(), age(backlog), null, "");
    }

    /** By what its rules were given, and by what its group has committed: a rule may have been taken out since. */
    private static boolean reads(Rest listener, Topics topics, Map<TopicPartition, Long> ends) {
        Rest.Answer lanes = listener.get("/lanes");
        if (!lanes.ok()) {
            return ends.keySet().stream().anyMatch(topics.committed(LISTENER_GROUP)::containsKey);
        }
        for (JsonNode rule : lanes.body()) {
            for (JsonNode partition : rule.path("partitions")) {
                if (ends.keySet().stream()
                        .anyMatch(p -> p.topic().equals(partition.path("topic").asText()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean stalled(Topics topics, String group, Backlog backlog) {
        if (age(backlog) < LONG_WAIT_MILLIS) {
            return false;
        }
        Map<TopicPartition, Long> before = topics.committed(group);
        Pause.millis(STALL_SAMPLE_MILLIS);
        return before.equals(topics.committed(group));
    }

    /** Elasticsearch answers, or a Problem says that it does not; which index it is, the sink would have to tell. */
    Hop unknownIndex() {
        String version = new SearchRest(target, Status.ANSWER).version();
        return new Hop(
                "index",
                Rest.shown(target.elasticsearch()),
                "UNKNOWN",
                false,
                null,
                null,
                null,
                null,
                version + " answers; which index it is, only the sink's connector tells");
    }

    Hop index(Route route) {
        return new IndexHop(target, route.index()).look();
    }

    private static Hop connectorHop(
            String name,
            String what,
            ConnectRest.ConnectorState state,
            @Nullable Double rate,
            @Nullable Long lag,
            long lagMillis,
            long lastMillis) {
        String cause = state.firstCause();
        return new Hop(
                name,
                what,
                state.summary(),
                state.running(),
                rate,
                lag,
                lagMillis,
                instant(lastMillis),
                cause == null ? state.tasks().size() + " task" + (state.tasks().size() == 1 ? "" : "s") : cause);
    }

    private static long age(Backlog backlog) {
        return backlog.none() ? 0 : Math.max(0, System.currentTimeMillis() - backlog.oldestMillis());
    }

    private static double rate(long count, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return Math.round(Math.max(0, count) / seconds * 10) / 10.0;
    }

    private static @Nullable String instant(long millis) {
        return millis < 0 ? null : Instant.ofEpochMilli(millis).toString();
    }
}
