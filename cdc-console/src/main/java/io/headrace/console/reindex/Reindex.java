package io.headrace.console.reindex;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.ReindexIndices;
import io.headrace.console.pipeline.ReindexState;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.Topics;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A new index beside the old one, without a search that sees less than the whole.
 *
 * <pre>
 *   create ─▶ clone ─▶ fill ─▶ verify ─▶ pin ─▶ swap ─▶ (both live) ─┬─ finish    the new index stays
 *      │         │       │        │       │                          └─ rollback  the old one is used again
 *      └─────────┴───────┴────────┴───────┴──▶ abort
 * </pre>
 *
 * Each step looks at the servers and does what is not done yet, so that a killed run is resumed, or undone, from whatever
 * it left. While both indices live, each has a sink of its own that writes to it by name: neither loses a change.
 */
public final class Reindex {

    /** Where documents may come from: AUTO takes the topic when it has every row, else a snapshot. */
    public enum From {
        AUTO,
        TOPIC,
        SNAPSHOT
    }

    /**
     * @param table {@code database.table}
     * @param to the new index's name, or null for the next number
     * @param mapping the new index's mappings, or null for those of the old one
     * @param settings the new index's settings, or null for those of the old one
     * @param patience how long any part may stand still
     * @param tokenKey as for verify
     */
    public record Options(
            String table,
            @Nullable String to,
            @Nullable JsonNode mapping,
            @Nullable JsonNode settings,
            From from,
            Duration patience,
            @Nullable String tokenKey) {

        /** With the old index's mapping and settings, and the defaults of the command line. */
        public static Options of(String table, @Nullable String tokenKey) {
            return new Options(table, null, null, null, From.AUTO, Duration.ofMinutes(2), tokenKey);
        }

        /** The same without the secret. */
        @Override
        public String toString() {
            return table + " from " + from;
        }
    }

    private final PipelineEndpoints target;
    private final Options options;
    private final Consumer<String> progress;
    private final ConnectRest connect;
    private final SearchRest search;
    private final ReindexIndices indices;

    /** @param progress receives each step, and a line now and then */
    public Reindex(PipelineEndpoints target, Options options, Consumer<String> progress) {
        this.target = target;
        this.options = options;
        this.progress = progress;
        this.connect = new ConnectRest(target);
        this.search = new SearchRest(target);
        this.indices = new ReindexIndices(search);
    }

    /** From the beginning up to the swap. */
    public Reindexed start() {
        indices.find(options.table()).ifPresent(open -> {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "A reindex of " + open.table() + " from " + open.oldIndex() + " to " + open.newIndex()
                            + " is already in progress. Continue it with --resume, undo it with --abort, or close it"
                            + " with --finish or --rollback.");
        });
        Route route = Route.only(
                Connectors.of(connect),
                options.table(),
                null,
                "reindex needs one: take the topic from the others, or fill their indices by hand");
        JsonNode sink = connect.config(route.sink()).orElseThrow();
        String old = indices.behind(route.index());
        String created = options.to() == null ? indices.nextName(route.index(), old) : options.to();
        ReindexState state;
        try (Topics topics = Topics.open(target)) {
            ReindexState.Fill fill = fill(topics, route);
            state = new ReindexState(
                    "reindex-" + created + "-" + Instant.now().toEpochMilli(),
                    route.table(),
                    route.index(),
                    old,
                    created,
                    route.sink(),
                    route.sink() + "-" + created,
                    fill,
                    begin(topics, route, fill),
                    SinkPin.before(sink, through(route.sink(), created)),
                    ReindexState.Going.FORWARD);
        }
        step("creating " + created + " beside " + old + ", to be filled from the "
                + state.fill().name().toLowerCase(java.util.Locale.ROOT));
        indices.create(state, options.mapping(), options.settings());
        return forward(state);
    }

    /** Goes on with what a killed run left, in the direction that it had. */
    public Reindexed resume() {
        ReindexState state = open();
        return switch (state.going()) {
            case FORWARD -> forward(state);
            case ABORT -> abort();
            case ROLLBACK -> rollback();
            case FINISH -> finish(false);
        };
    }

    /** Where it stands. */
    public Reindexed show() {
        ReindexState state = open();
        return done(
                state,
                indices.isSwapped(state) ? Reindexed.State.SWAPPED : Reindexed.State.UNDER_WAY,
                System.nanoTime());
    }

    private Reindexed forward(ReindexState state) {
        long start = System.nanoTime();
        if (indices.isSwapped(state)) {
            return done(state, Reindexed.State.SWAPPED, start);
        }
        Route route = sourceRoute(state);
        Route fresh = route.through(state.cloneSink(), state.newIndex());
        SinkClone sinks = sinks(state, route);
        if (!sinks.started()) {
            step("cloning sink " + state.sink() + " as " + state.cloneSink());
            sinks.create();
            step("starting " + state.cloneSink() + " at the recorded offsets");
            sinks.start();
        }
        sinks.restartWhatFailed();
        ReindexFill.Filled filled =
                new ReindexFill(target, state, fresh, options.patience(), this::step, progress).run();
        step("verifying " + state.newIndex());
        Verdict verdict = verify(state, fresh);
        step("pinning sink " + state.sink() + " to " + state.oldIndex());
        sinks.pin();
        sinks.refreshAsTheFirst();
        step("catching up with what has been committed since");
        await(fresh);
        search.refresh(state.newIndex());
        step("swapping alias " + state.alias() + " to " + state.newIndex());
        indices.swap(state.alias(), state.oldIndex(), state.newIndex());
        step("swapped");
        return new Reindexed(
                Reindexed.State.SWAPPED,
                state.table(),
                state.alias(),
                state.oldIndex(),
                state.newIndex(),
                state.sink(),
                state.cloneSink(),
                state.fill().name().toLowerCase(java.util.Locale.ROOT),
                search.count(state.newIndex()),
                filled.millis(),
                filled.perSecond(),
                verdict,
                millisSince(start));
    }

    /** Undoes what has been done before the swap: the clone goes, the new index goes. */
    public Reindexed abort() {
        long start = System.nanoTime();
        ReindexState state = open();
        if (indices.isSwapped(state)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Alias " + state.alias() + " already points to " + state.newIndex() + ": nothing was changed. Use"
                            + " --rollback to go back to " + state.oldIndex() + ", or --finish to stay.");
        }
        indices.save(state.going(ReindexState.Going.ABORT));
        Route route = sourceRoute(state);
        step("stopping the snapshot");
        ReindexFill.stop(target, connect, state, route);
        SinkClone sinks = sinks(state, route);
        step("giving sink " + state.sink() + " its settings back");
        sinks.unpin();
        step("removing sink " + state.cloneSink());
        sinks.remove();
        step("removing index " + state.newIndex());
        indices.delete(state.newIndex());
        return done(state, Reindexed.State.ABORTED, start);
    }

    /** After the swap, points the alias back to the old index, which has had every change meanwhile. */
    public Reindexed rollback() {
        long start = System.nanoTime();
        ReindexState state = open();
        Route route = sourceRoute(state);
        SinkClone sinks = sinks(state, route);
        if (indices.isSwapped(state)) {
            if (!sinks.isPinned()) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Sink " + state.sink() + " no longer writes to " + state.oldIndex() + ", so that index may lack"
                                + " changes: the sink's configuration was changed since the swap. Nothing was changed"
                                + " now. Keep " + state.newIndex() + " with --finish, or start a new reindex.");
            }
            indices.save(state.going(ReindexState.Going.ROLLBACK));
            step("catching up " + state.oldIndex());
            await(route.to(state.oldIndex()));
            search.refresh(state.oldIndex());
            step("swapping alias " + state.alias() + " back to " + state.oldIndex());
            indices.swap(state.alias(), state.newIndex(), state.oldIndex());
        }
        close(state, sinks);
        return done(state, Reindexed.State.ROLLED_BACK, start);
    }

    /**
     * After the swap, ends the time in which a rollback is possible: one sink is left, which writes to the alias.
     *
     * @param deleteOld whether the old index goes, too
     */
    public Reindexed finish(boolean deleteOld) {
        long start = System.nanoTime();
        ReindexState state = open();
        if (!indices.isSwapped(state)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Alias " + state.alias() + " still points to " + state.oldIndex()
                            + ": there is nothing to finish. Continue with --resume, or undo with --abort.");
        }
        indices.save(state.going(ReindexState.Going.FINISH));
        Route route = sourceRoute(state);
        SinkClone sinks = sinks(state, route);
        close(state, sinks);
        if (deleteOld) {
            step("removing index " + state.oldIndex());
            indices.delete(state.oldIndex());
        }
        return done(state, Reindexed.State.FINISHED, start);
    }

    /** One sink that writes to the alias, and no state. The sink's versions make what it repeats harmless. */
    private void close(ReindexState state, SinkClone sinks) {
        step("giving sink " + state.sink() + " its settings back");
        sinks.unpin();
        step("catching up through " + state.alias());
        await(sourceRoute(state));
        step("removing sink " + state.cloneSink());
        sinks.remove();
        step("closing");
        indices.forget(state);
    }

    private SinkClone sinks(ReindexState state, Route route) {
        return new SinkClone(
                connect, state, route.topic(), through(state.sink(), state.newIndex()), options.patience());
    }

    /** What else is under way through the sink. */
    private List<ReindexState> through(String sink, String newIndex) {
        return indices.all().stream()
                .filter(other -> other.sink().equals(sink) && !other.newIndex().equals(newIndex))
                .toList();
    }

    private Verdict verify(ReindexState state, Route fresh) {
        Verify.Options asked =
                Verify.Options.of(state.table(), options.tokenKey()).withPatience(options.patience());
        Verdict verdict = new Verify(target, asked, progress, fresh).run();
        if (verdict.outcome() != Verdict.Outcome.MATCH) {
            boolean drift = verdict.outcome() == Verdict.Outcome.DRIFT;
            throw new Problem(
                    drift ? Problem.Kind.DIFFERENT : Problem.Kind.INCONCLUSIVE,
                    state.newIndex() + " is not equal to " + state.table() + ", so the alias was not moved: "
                            + (drift
                                    ? verdict.missing().size() + " missing, "
                                            + verdict.stale().size() + " stale, "
                                            + verdict.extra().size()
                                            + " extra. Documents that the new mapping rejects are dead letters of "
                                            + state.cloneSink() + "."
                                    : verdict.reason())
                            + "\nUndo with ./cdc reindex --abort, or fix the cause and continue with ./cdc reindex"
                            + " --resume.");
        }
        return verdict;
    }

    private void await(Route route) {
        Database database = new Database(target);
        try (Connection mysql = database.open();
                Topics topics = Topics.open(target)) {
            new Watermark(route, connect, topics, options.patience()).await(mysql);
        } catch (SQLException e) {
            throw database.problem(e);
        } catch (Watermark.NotPassed e) {
            throw new Problem(
                    Problem.Kind.UNHEALTHY,
                    "The pipeline is not moving: " + e.getMessage() + ". Continue with --resume.",
                    e);
        }
    }

    private ReindexState.Fill fill(Topics topics, Route route) {
        return switch (options.from()) {
            case SNAPSHOT -> ReindexState.Fill.SNAPSHOT;
            case TOPIC -> ReindexState.Fill.TOPIC;
            case AUTO ->
                ReindexFill.isComplete(
                                topics, route, connect.config(route.source()).orElseThrow())
                        ? ReindexState.Fill.TOPIC
                        : ReindexState.Fill.SNAPSHOT;
        };
    }

    /** A snapshot repeats all that was committed before the signal, so that the clone may begin at the topic's end. */
    private static Map<Integer, Long> begin(Topics topics, Route route, ReindexState.Fill fill) {
        List<TopicPartition> partitions = topics.partitions(route.topic());
        Map<Integer, Long> offsets = new TreeMap<>();
        (fill == ReindexState.Fill.TOPIC ? topics.beginnings(partitions) : topics.ends(partitions))
                .forEach((partition, offset) -> offsets.put(partition.partition(), offset));
        return offsets;
    }

    private Route sourceRoute(ReindexState state) {
        return Route.only(connect, state.table(), state.sink());
    }

    private ReindexState open() {
        return indices.find(options.table())
                .orElseThrow(() -> new Problem(
                        Problem.Kind.FAILED,
                        "No reindex of " + options.table() + " is in progress at " + search.address()
                                + ". Start one with ./cdc reindex --table " + options.table()));
    }

    private Reindexed done(ReindexState state, Reindexed.State came, long start) {
        boolean gone = came == Reindexed.State.ABORTED;
        return new Reindexed(
                came,
                state.table(),
                state.alias(),
                state.oldIndex(),
                state.newIndex(),
                state.sink(),
                state.cloneSink(),
                state.fill().name().toLowerCase(java.util.Locale.ROOT),
                gone ? 0 : search.count(state.newIndex()),
                0,
                0,
                null,
                millisSince(start));
    }

    private void step(String what) {
        progress.accept("reindex: " + what);
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
