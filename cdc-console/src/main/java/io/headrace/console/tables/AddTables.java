package io.headrace.console.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.connector.ApplyTemplates;
import io.headrace.console.connector.ConnectorChanges;
import io.headrace.console.connector.TableTopics;
import io.headrace.console.connector.TakeTables;
import io.headrace.console.init.PipelineEdit;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SnapshotSignals;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.Topics;
import io.headrace.console.verify.TablesVerdict;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.console.verify.VerifyTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes tables into a running pipeline: index, sink, source, then a snapshot of their rows between the changes that go on, and
 * a proof. No other table is read again. Each step is done only where it is still to do, so that what was interrupted can be
 * run again.
 *
 * <pre>
 *   template, index, alias ──▶ topic ──▶ sink reads it ──▶ source captures ──▶ rows of before ──▶ verify
 * </pre>
 */
public final class AddTables {

    /**
     * @param patterns of the tables
     * @param source the source's name; null for the only one
     * @param sink the sink's name; null for the only one of the source
     * @param tokenKey the secret of tokenised columns; null where it is not known
     * @param patience how long a connector may take for a step, or a snapshot may tell nothing new
     */
    public record Request(
            List<String> patterns,
            @Nullable String source,
            @Nullable String sink,
            @Nullable String tokenKey,
            Duration patience) {
        public Request {
            patterns = List.copyOf(patterns);
        }

        /** The same without the secret. */
        @Override
        public String toString() {
            return String.join(", ", patterns);
        }
    }

    /**
     * @param changes of the source and the sink
     * @param created templates, indices and topics
     * @param verified whether their rows equal their documents; null when nothing was to be changed
     * @param notes what a person should know
     * @param standstillMillis how long the source was stopped; 0 when it was not
     */
    public record Added(
            List<String> tables,
            List<ConnectorChanges.Connector> changes,
            List<String> created,
            @Nullable TablesVerdict verified,
            List<String> notes,
            long standstillMillis,
            long millis) {
        public Added {
            tables = List.copyOf(tables);
            changes = List.copyOf(changes);
            created = List.copyOf(created);
            notes = List.copyOf(notes);
        }
    }

    private final PipelineEndpoints target;
    private final Request request;
    private final Consumer<String> progress;
    private final ConnectRest connect;
    private final @Nullable PipelineEndpoints asSource;

    /** @param asSource MySQL with the source's user, to see whether it may read the tables; null where that is not known */
    public AddTables(
            PipelineEndpoints target,
            @Nullable PipelineEndpoints asSource,
            Request request,
            Consumer<String> progress) {
        this.target = target;
        this.asSource = asSource;
        this.request = request;
        this.progress = progress;
        this.connect = new ConnectRest(target);
    }

    /** What would change. */
    public Added preview() {
        long start = System.nanoTime();
        Connectors connectors = Connectors.of(connect);
        SourceAndSink pair = SourceAndSink.of(connectors, request.source(), request.sink());
        PipelineEdit edit = edit(connectors, pair);
        List<String> created = new ArrayList<>();
        unindexed(edit).forEach(table -> created.add("index " + table.alias() + "-v1 with alias " + table.alias()));
        return new Added(
                names(edit),
                changes(pair, edit),
                created,
                null,
                notes(edit),
                0,
                (System.nanoTime() - start) / 1_000_000);
    }

    /**
     * @param folder which init made and that is to hold the settings of then, if it is of this pipeline
     * @param shipped the folder connect-configs
     * @throws Problem when a table can't be taken in, or a step fails; then the command can be run again
     */
    public Added run(Path folder, Path shipped) {
        long start = System.nanoTime();
        Connectors connectors = Connectors.of(connect);
        SourceAndSink pair = SourceAndSink.of(connectors, request.source(), request.sink());
        PipelineEdit edit = edit(connectors, pair);
        List<ConnectorChanges.Connector> changes = changes(pair, edit);
        List<Route> routes =
                edit.tables().stream().map(table -> route(pair, table)).toList();
        List<Route> uncaptured = routes.stream()
                .filter(route -> edit.tables().stream()
                        .anyMatch(table -> table.table().equals(route.table()) && !table.isCaptured()))
                .toList();
        ApplyTemplates.Made made = templates(edit);
        List<String> created = new ArrayList<>(made.created());
        try (Topics topics = Topics.open(target)) {
            created.addAll(new TableTopics(edit.source())
                    .make(
                            topics,
                            edit.tables().stream()
                                    .map(PipelineEdit.Table::topic)
                                    .toList()));
            if (!pair.sinkConfig().equals(edit.sink())) {
                progress.accept(
                        "sink " + pair.sink() + " reads " + edit.tables().size() + " more");
                connect.putConfig(pair.sink(), edit.sink());
                ApplyConfigs.awaitRunning(connect, pair.sink(), request.patience());
            }
            TakeTables take = new TakeTables(target, request.patience());
            take.resume(pair.source());
            long standstill = capture(take, pair, edit, uncaptured);
            List<String> notes = new ArrayList<>(notes(edit));
            notes.addAll(made.notes());
            notes.addAll(new GeneratedFiles(folder, shipped).update(target, pair, edit));
            TablesVerdict verdict = uncaptured.isEmpty() ? verify(routes, false) : null;
            if (verdict == null || verdict.outcome() != Verdict.Outcome.MATCH) {
                snapshot(topics, routes, edit.source());
                verdict = verify(routes, true);
            }
            requireUnaltered(edit, notes);
            return new Added(
                    names(edit), changes, created, verdict, notes, standstill, (System.nanoTime() - start) / 1_000_000);
        }
    }

    private PipelineEdit edit(Connectors connectors, SourceAndSink pair) {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            PipelineEdit edit = PipelineEdit.with(mysql, pair.sourceConfig(), pair.sinkConfig(), request.patterns());
            requireOwnNames(CarriedTables.of(target, connectors, List.of()), edit);
            if (asSource != null) {
                SourcePrivileges.require(asSource, names(edit));
            }
            return edit;
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** Rows of two tables in one topic or index would overwrite each other. */
    private void requireOwnNames(CarriedTables carried, PipelineEdit edit) {
        Set<String> names = new TreeSet<>(names(edit));
        Map<String, String> owners = new LinkedHashMap<>();
        carried.indexed().forEach((table, ways) -> {
            if (!names.contains(table)) {
                ways.forEach(way -> {
                    owners.put("topic " + way.topic(), table);
                    owners.put("index " + way.index(), table);
                });
            }
        });
        SearchRest search = new SearchRest(target);
        for (PipelineEdit.Table table : edit.tables()) {
            for (String name : List.of("topic " + table.topic(), "index " + table.alias())) {
                if (owners.containsKey(name)) {
                    throw new Problem(
                            Problem.Kind.FAILED,
                            "Nothing was changed: " + table.table() + " would share the " + name + " with "
                                    + owners.get(name)
                                    + ", and their rows would overwrite each other. Give it a pipeline of"
                                    + " its own: ./cdc init --tables, --prefix and --out.");
                }
            }
            boolean isForeign = !table.isIndexed()
                    && search.indices(table.alias()).stream()
                            .anyMatch(index -> !index.startsWith(table.alias() + "-v"));
            if (isForeign) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Nothing was changed: " + table.table() + " needs the index alias " + table.alias()
                                + ", and that name belongs to " + search.indices(table.alias())
                                + ". Rename or remove it, or add the topic " + table.topic()
                                + " to the sink by hand with another index in topic.to.index.");
            }
        }
    }

    private ApplyTemplates.Made templates(PipelineEdit edit) {
        Map<String, JsonNode> templates = new LinkedHashMap<>();
        unindexed(edit).forEach(table -> templates.put(table.alias(), table.template()));
        return new ApplyTemplates(templates).run(target);
    }

    private long capture(TakeTables take, SourceAndSink pair, PipelineEdit edit, List<Route> uncaptured) {
        if (uncaptured.isEmpty()) {
            return 0;
        }
        progress.accept("source " + pair.source() + " captures " + uncaptured.size() + " more");
        List<String> names = uncaptured.stream().map(Route::table).toList();
        return take.run(uncaptured, edit.source(), mysql -> PipelineEdit.shapes(mysql, names));
    }

    private void snapshot(Topics topics, List<Route> routes, JsonNode source) {
        progress.accept("reading the rows of " + routes.size() + (routes.size() == 1 ? " table" : " tables"));
        SnapshotSignals signals = SnapshotSignals.of(target, topics, routes, source);
        String id = "add-" + UUID.randomUUID();
        signals.execute(id, null, progress);
        signals.await(id, request.patience(), () -> {});
    }

    private TablesVerdict verify(List<Route> routes, boolean isRepaired) {
        Verify.Options options = Verify.Options.of(routes.get(0).table(), request.tokenKey());
        TreeMap<String, List<Route>> ways = new TreeMap<>();
        routes.forEach(route -> ways.put(route.table(), List.of(route)));
        return new VerifyTables(target, isRepaired ? options.withRepair() : options, progress)
                .run(new CarriedTables(ways, new TreeSet<>(), new TreeMap<>()));
    }

    private void requireUnaltered(PipelineEdit edit, List<String> notes) {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            List<String> now = PipelineEdit.shapes(mysql, names(edit));
            for (int i = 0; i < now.size(); i++) {
                PipelineEdit.Table table = edit.tables().get(i);
                if (!now.get(i).equals(table.shape())) {
                    notes.add(table.table() + " was altered meanwhile: the template of " + table.alias()
                            + " is of before. ./cdc init shows what it would be now");
                }
            }
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    private static Route route(SourceAndSink pair, PipelineEdit.Table table) {
        return new Route(
                table.table(),
                pair.source(),
                pair.sourceConfig().path("topic.prefix").asText(),
                table.topic(),
                pair.sink(),
                pair.sinkConfig().path("consumer.override.group.id").asText("connect-" + pair.sink()),
                table.alias());
    }

    private static List<ConnectorChanges.Connector> changes(SourceAndSink pair, PipelineEdit edit) {
        return List.of(
                change(pair.sink(), pair.sinkConfig(), edit.sink()),
                change(pair.source(), pair.sourceConfig(), edit.source()));
    }

    static ConnectorChanges.Connector change(String name, JsonNode now, JsonNode then) {
        List<ConnectorChanges.Setting> settings = ConnectorChanges.settings(now, then);
        return new ConnectorChanges.Connector(
                name, settings.isEmpty() ? ConnectorChanges.Kind.NONE : ConnectorChanges.Kind.CHANGE, settings);
    }

    private static List<PipelineEdit.Table> unindexed(PipelineEdit edit) {
        return edit.tables().stream().filter(table -> !table.isIndexed()).toList();
    }

    private static List<String> names(PipelineEdit edit) {
        return edit.tables().stream().map(PipelineEdit.Table::table).toList();
    }

    private static List<String> notes(PipelineEdit edit) {
        return edit.tables().stream()
                .flatMap(table -> table.notes().stream().map(note -> table.table() + ": " + note))
                .toList();
    }
}
