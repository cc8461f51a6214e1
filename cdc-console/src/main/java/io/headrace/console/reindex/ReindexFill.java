package io.headrace.console.reindex;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.RecordValue;
import io.headrace.console.pipeline.ReindexState;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SnapshotSignals;
import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.StepProgress;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** Fills the new index of a reindex: has the source send every row again, or reads the topic from its beginning. */
final class ReindexFill {

    /**
     * @param documents documents that the clone wrote
     * @param millis how long that took; of a resumed run, from the resumption on
     */
    record Filled(long documents, long millis) {
        long perSecond() {
            return millis == 0 ? 0 : documents * 1000 / millis;
        }
    }

    /** So near the end, a watermark is worth waiting for. */
    private static final long NEAR = 200;

    private final PipelineEndpoints target;
    private final ReindexState state;
    private final Route route;
    private final Duration patience;
    private final Consumer<String> steps;
    private final Consumer<String> progress;

    /** @param route the way through the clone to the new index */
    ReindexFill(
            PipelineEndpoints target,
            ReindexState state,
            Route route,
            Duration patience,
            Consumer<String> steps,
            Consumer<String> progress) {
        this.target = target;
        this.state = state;
        this.route = route;
        this.patience = patience;
        this.steps = steps;
        this.progress = progress;
    }

    /**
     * Whether the topic has every row as it is: compacted, or never trimmed since a snapshot began it, and the table was never
     * changed by a statement. A TRUNCATE or a dropped partition has taken rows away without events, and a column that was added has
     * its default in no earlier event.
     */
    static boolean isComplete(Topics topics, Route route, JsonNode source) {
        List<TopicPartition> partitions = topics.partitions(route.topic());
        boolean whole = topics.setting(route.topic(), "cleanup.policy").contains("compact")
                || topics.beginnings(partitions).values().stream().allMatch(first -> first == 0);
        return whole
                && !hasSchemaChanges(topics, route)
                && Set.of("initial", "always", "when_needed")
                        .contains(source.path("snapshot.mode").asText("initial"));
    }

    /** Whether the source has seen such a statement, or no longer knows. */
    private static boolean hasSchemaChanges(Topics topics, Route route) {
        List<TopicPartition> partitions = topics.partitions(route.schemaChangeTopic());
        if (partitions.isEmpty()
                || topics.beginnings(partitions).values().stream().anyMatch(first -> first > 0)) {
            return true;
        }
        return topics.tail(Map.of(route.schemaChangeTopic(), Long.MAX_VALUE / 2)).stream()
                .map(RecordValue::json)
                .map(RecordValue::payload)
                .anyMatch(change -> isOf(route, change));
    }

    /** Whether it is a statement on this table other than the one that made it. */
    static boolean isOf(Route route, JsonNode change) {
        String ddl = change.path("ddl").asText("").strip();
        boolean made = ddl.isEmpty() || ddl.regionMatches(true, 0, "CREATE TABLE", 0, 12);
        boolean bySnapshot =
                change.path("source").path("snapshot").asText("false").matches("true|first.*|last.*");
        if (made || bySnapshot) {
            return false;
        }
        for (JsonNode table : change.path("tableChanges")) {
            if (table.path("id").asText().replace("\"", "").equalsIgnoreCase(route.table())) {
                return true;
            }
        }
        boolean inDatabase = change.path("databaseName").asText("").equalsIgnoreCase(route.database());
        return inDatabase
                && Pattern.compile("(?i)(^|[^\\w$])" + Pattern.quote(route.tableName()) + "($|[^\\w$])")
                        .matcher(ddl)
                        .find();
    }

    /** Tells the source to read no further rows for this reindex. */
    static void stop(PipelineEndpoints target, ConnectRest connect, ReindexState state, Route route) {
        if (state.fill() == ReindexState.Fill.SNAPSHOT) {
            try (Topics topics = Topics.open(target)) {
                SnapshotSignals signals = signals(target, connect, topics, route);
                if (signals.sent(state.id())) {
                    signals.stop(state.id() + "-stop");
                }
            }
        }
    }

    /** @throws Problem when the source or the clone stands still for longer than the patience */
    Filled run() {
        ConnectRest connect = new ConnectRest(target);
        SearchRest search = new SearchRest(target);
        Database database = new Database(target);
        long start = System.nanoTime();
        long before = search.writing(route.index()).count();
        try (Topics topics = Topics.open(target);
                Connection mysql = database.open()) {
            long rows = Database.number(
                    mysql,
                    "SELECT COUNT(*) FROM " + Database.quoted(route.database()) + "."
                            + Database.quoted(route.tableName()));
            StepProgress meter = new StepProgress("filled", rows, progress);
            Runnable look = () -> meter.at(search.writing(route.index()).count());
            if (state.fill() == ReindexState.Fill.SNAPSHOT) {
                snapshot(signals(target, connect, topics, route), look);
            }
            steps.accept("filling " + route.index());
            catchUp(connect, topics, look);
            new Watermark(route, connect, topics, patience).await(mysql);
            return new Filled(search.writing(route.index()).count() - before, (System.nanoTime() - start) / 1_000_000);
        } catch (SQLException e) {
            throw database.problem(e);
        } catch (Watermark.NotPassed e) {
            throw new Problem(
                    Problem.Kind.UNHEALTHY,
                    e.getMessage() + ". Continue with ./cdc reindex --resume, or undo with --abort.",
                    e);
        }
    }

    private void snapshot(SnapshotSignals signals, Runnable look) {
        if (!signals.sent(state.id())) {
            steps.accept("asking source " + route.source() + " for every row");
            signals.execute(state.id(), null, steps);
        }
        steps.accept("waiting until source " + route.source() + " has sent every row");
        signals.await(state.id(), patience, look);
    }

    /** Until the clone is near the end of the topic, however long that takes while it moves. */
    private void catchUp(ConnectRest connect, Topics topics, Runnable look) {
        long least = Long.MAX_VALUE;
        long lastMove = System.nanoTime();
        long rest = rest(topics);
        while (rest > NEAR) {
            connect.state(route.sink())
                    .filter(ConnectRest.ConnectorState::failed)
                    .ifPresent(failed -> {
                        throw new Problem(
                                Problem.Kind.UNHEALTHY,
                                "Sink " + route.sink() + " failed: " + failed.firstCause()
                                        + "\nFix the cause and continue with ./cdc reindex --resume, or undo with"
                                        + " --abort.");
                    });
            if (rest < least) {
                least = rest;
                lastMove = System.nanoTime();
            }
            if (System.nanoTime() - lastMove > patience.toNanos()) {
                throw new Problem(
                        Problem.Kind.UNHEALTHY,
                        "Sink " + route.sink() + " has made no progress towards the end of " + route.topic() + " for "
                                + patience.toSeconds() + " s; " + rest + " offsets are left. ./cdc status says why.");
            }
            look.run();
            Pause.millis(200);
            rest = rest(topics);
        }
    }

    private long rest(Topics topics) {
        Map<TopicPartition, Long> committed = topics.committed(route.group());
        return topics.ends(topics.partitions(route.topic())).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private static SnapshotSignals signals(PipelineEndpoints target, ConnectRest connect, Topics topics, Route route) {
        return SnapshotSignals.of(
                target, topics, route, connect.config(route.source()).orElse(Rest.JSON.missingNode()));
    }
}
