package io.headrace.console.status;

import io.headrace.console.pipeline.MysqlPosition;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SourceLag;
import io.headrace.console.pipeline.SourceWatch;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.ConsumerBacklog;
import io.headrace.console.server.Database;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.ShellWord;
import io.headrace.console.server.Topics;
import io.headrace.console.status.PipelineStatus.Hop;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
final class HopProbes {

    static final List<String> ORDER = List.of("mysql", "source", "topic", "sink", "index", "listener");

    /** Between two readings that make a rate. */
    private static final long SAMPLE_MILLIS = 300;
    /** A reader that has moved nothing of a backlog in this time, while the oldest waits long, is stalled. */
    private static final long STALL_SAMPLE_MILLIS = 2_500;

    private static final long LONG_WAIT_MILLIS = 15_000;
    private static final long SLOW_ANSWER_MILLIS = 2_000;

    private final PipelineEndpoints target;
    private final String table;

    HopProbes(PipelineEndpoints target, String table) {
        this.target = target;
        this.table = table;
    }

    Hop mysql() {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            String version = "MySQL " + Database.text(mysql, "SELECT VERSION()");
            MysqlPosition before = MysqlPosition.ofServer(mysql);
            long start = System.nanoTime();
            Pause.millis(SAMPLE_MILLIS);
            MysqlPosition after = MysqlPosition.ofServer(mysql);
            long transactions = Math.max(0, before.behind(after));
            long rows = rows(mysql);
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
                            : wrong + ": changes are lost or stop the source; run ./cdc doctor for details");
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** As the catalogue estimates them. */
    private long rows(Connection mysql) throws SQLException {
        int dot = table.indexOf('.');
        try (PreparedStatement statement = mysql.prepareStatement(
                "SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?")) {
            statement.setString(1, table.substring(0, dot));
            statement.setString(2, table.substring(dot + 1));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
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
        SourceLag lag;
        try (Connection mysql = database.open();
                Topics topics = Topics.open(target)) {
            SourceWatch watch = new SourceWatch(route, connect, topics);
            MysqlPosition server = MysqlPosition.ofServer(mysql);
            lag = watch.lag(server);
            if (state.running() && watch.isStalled(lag, server)) {
                return silent(route, state, lag);
            }
        } catch (SQLException e) {
            throw database.problem(e);
        }
        return connectorHop(
                "source",
                route.source(),
                state,
                null,
                lag.behind(),
                lag.waitsMillis(System.currentTimeMillis()),
                lag.storedMillis() == 0 ? -1 : lag.storedMillis());
    }

    private static Hop silent(Route route, ConnectRest.ConnectorState state, SourceLag lag) {
        return new Hop(
                "source",
                route.source(),
                "STALLED",
                false,
                null,
                lag.behind(),
                lag.waitsMillis(System.currentTimeMillis()),
                instant(lag.storedMillis()),
                state.summary() + ", but MySQL is ahead and it has read nothing for "
                        + SourceWatch.SAMPLE_MILLIS / 1000.0
                        + " s: is the connection from the worker to MySQL open? ./cdc restart "
                        + ShellWord.of(route.source())
                        + " opens a new one");
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
                        () -> Status.hop("listener", Rest.shown(address), () -> listener(route.topic(), address))));
            }
            long last = topics.newest(before.keySet());
            Pause.millis(Math.max(0, SAMPLE_MILLIS - (System.nanoTime() - start) / 1_000_000));
            Map<TopicPartition, Long> ends = topics.ends(before.keySet());
            double rate = rate(ConsumerBacklog.between(target, before, ends).records(), start);
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
        ConsumerBacklog backlog = topics.backlog(route.group(), ends);
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

    private Hop listener(String topic, URI address) {
        Rest listener = new Rest("Listener (--listener)", address, target.listenerAccess());
        boolean isReady = listener.get("/health/ready").ok();
        ListenerHop now = lanes(listener, topic);
        if (now.lagMillis() < LONG_WAIT_MILLIS) {
            return now.hop(isReady, false);
        }
        Pause.millis(STALL_SAMPLE_MILLIS);
        ListenerHop then = lanes(listener, topic);
        return then.hop(isReady, then.standsSince(now));
    }

    private static ListenerHop lanes(Rest listener, String topic) {
        Rest.Answer lanes = listener.get("/lanes");
        if (!lanes.ok()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Listener at " + listener.address() + " did not report the progress of its rules: HTTP "
                            + lanes.status());
        }
        return new ListenerHop(listener.address(), lanes.body(), topic);
    }

    private static boolean stalled(Topics topics, String group, ConsumerBacklog backlog) {
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
                version + " answers; only the sink's connector says which index it is");
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

    private static long age(ConsumerBacklog backlog) {
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
