package io.headrace.console.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.connector.ApplyConnectors;
import io.headrace.console.connector.ConnectorChanges;
import io.headrace.console.init.PipelineEdit;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.ShellWord;
import io.headrace.console.server.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets tables of a running pipeline go: the sink reads them no more, then the source captures them no more. Their documents and
 * topics stay unless they are to be deleted. What was interrupted can be run again.
 */
public final class RemoveTables {

    /**
     * @param patterns of tables that the source captures
     * @param source the source's name; null for the only one
     * @param sink the sink's name; null for the only one of the source
     * @param isDeleted whether index, template and topic of each go too
     * @param patience how long a connector may take for a step
     */
    public record Request(
            List<String> patterns,
            @Nullable String source,
            @Nullable String sink,
            boolean isDeleted,
            Duration patience) {
        public Request {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * @param changes of the sink and the source
     * @param deleted indices, templates and topics that went, or would
     * @param notes what stays, and what a person should know
     */
    public record Removed(
            List<String> tables,
            List<ConnectorChanges.Connector> changes,
            List<String> deleted,
            List<String> notes,
            long millis) {
        public Removed {
            tables = List.copyOf(tables);
            changes = List.copyOf(changes);
            deleted = List.copyOf(deleted);
            notes = List.copyOf(notes);
        }
    }

    private final PipelineEndpoints target;
    private final Request request;
    private final Consumer<String> progress;
    private final ConnectRest connect;

    public RemoveTables(PipelineEndpoints target, Request request, Consumer<String> progress) {
        this.target = target;
        this.request = request;
        this.progress = progress;
        this.connect = new ConnectRest(target);
    }

    /** What would change. */
    public Removed preview() {
        long start = System.nanoTime();
        Connectors connectors = Connectors.of(connect);
        SourceAndSink pair = SourceAndSink.of(connectors, request.source(), request.sink());
        CarriedTables carried = CarriedTables.of(target, connectors, List.of());
        PipelineEdit edit = edit(connectors, pair);
        List<String> deleted = new ArrayList<>();
        if (request.isDeleted()) {
            requireOwnIndices(carried, edit);
            edit.tables()
                    .forEach(table ->
                            deleted.add("index and template of " + table.alias() + ", topic " + table.topic()));
        }
        return new Removed(names(edit), changes(pair, edit), deleted, List.of(), millisSince(start));
    }

    /**
     * @param folder which init made and that is to hold the settings of then, if it is of this pipeline
     * @param shipped the folder connect-configs
     * @throws Problem when a table can't be let go, or a step fails
     */
    public Removed run(Path folder, Path shipped) {
        long start = System.nanoTime();
        Connectors connectors = Connectors.of(connect);
        SourceAndSink pair = SourceAndSink.of(connectors, request.source(), request.sink());
        CarriedTables carried = CarriedTables.of(target, connectors, List.of());
        PipelineEdit edit = edit(connectors, pair);
        requireNoSnapshot(pair.source(), edit);
        if (request.isDeleted()) {
            requireOwnIndices(carried, edit);
        }
        Map<String, JsonNode> wanted = new LinkedHashMap<>();
        wanted.put(pair.sink(), edit.sink());
        progress.accept("sink " + pair.sink() + " reads " + edit.tables().size() + " fewer");
        new ApplyConnectors(target, wanted).apply(request.patience());
        List<String> deleted = new ArrayList<>();
        if (request.isDeleted()) {
            deleted.addAll(deleteIndices(edit));
        }
        wanted.clear();
        wanted.put(pair.source(), edit.source());
        progress.accept("source " + pair.source() + " captures " + edit.tables().size() + " fewer");
        new ApplyConnectors(target, wanted).apply(request.patience());
        List<String> notes = new ArrayList<>();
        if (request.isDeleted()) {
            deleted.addAll(deleteTopics(connectors, pair, edit, notes));
        } else {
            notes.addAll(stays(edit));
        }
        notes.addAll(new GeneratedFiles(folder, shipped).update(target, pair, edit));
        return new Removed(names(edit), changes(pair, edit), deleted, notes, millisSince(start));
    }

    private PipelineEdit edit(Connectors connectors, SourceAndSink pair) {
        CarriedTables wanted = CarriedTables.of(target, connectors, request.patterns());
        TreeSet<String> names = new TreeSet<>(wanted.indexed().keySet());
        names.addAll(wanted.notIndexed());
        names.addAll(wanted.notFollowed().keySet());
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            PipelineEdit edit = PipelineEdit.without(mysql, pair.sourceConfig(), pair.sinkConfig(), names);
            if (edit.sink().path("topics").asText().isEmpty()) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Nothing was changed: sink " + pair.sink()
                                + " would have no topic left. Delete it instead: ./cdc delete "
                                + ShellWord.of(pair.sink()));
            }
            return edit;
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** The source goes on with a snapshot that is in its offsets, whatever its lists say then. */
    private void requireNoSnapshot(String source, PipelineEdit edit) {
        String offsets = connect.offsets(source).toString();
        for (PipelineEdit.Table table : edit.tables()) {
            if (offsets.contains("incremental_snapshot_collections") && offsets.contains(table.table())) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Nothing was changed: " + source + " is sending the rows of " + table.table()
                                + " again. Wait for the end of that, or abandon it: ./cdc stop " + ShellWord.of(source)
                                + ", ./cdc offsets drop-snapshot " + ShellWord.of(source) + " --yes, ./cdc resume "
                                + ShellWord.of(source));
            }
        }
    }

    private static void requireOwnIndices(CarriedTables carried, PipelineEdit edit) {
        carried.indexed()
                .forEach((other, ways) -> ways.forEach(way -> {
                    if (names(edit).contains(other)) {
                        return;
                    }
                    edit.tables().stream()
                            .filter(table -> table.alias().equals(way.index()))
                            .findFirst()
                            .ifPresent(table -> {
                                throw new Problem(
                                        Problem.Kind.FAILED,
                                        "Nothing was changed: the index " + way.index() + " of " + table.table()
                                                + " holds documents of " + other
                                                + " too. Remove the table without --delete.");
                            });
                }));
    }

    private List<String> deleteIndices(PipelineEdit edit) {
        SearchRest search = new SearchRest(target);
        List<String> deleted = new ArrayList<>();
        for (PipelineEdit.Table table : edit.tables()) {
            for (String index : search.indices(table.alias())) {
                search.deleteIndex(index);
                deleted.add("index " + index);
            }
            if (search.deleteTemplate(table.alias())) {
                deleted.add("index template " + table.alias());
            }
        }
        return deleted;
    }

    private List<String> deleteTopics(
            Connectors connectors, SourceAndSink pair, PipelineEdit edit, List<String> notes) {
        List<String> deleted = new ArrayList<>();
        try (Topics topics = Topics.open(target)) {
            for (PipelineEdit.Table table : edit.tables()) {
                List<String> readers = connectors.configs().entrySet().stream()
                        .filter(connector -> !connector.getKey().equals(pair.sink())
                                && Route.reads(connector.getValue(), table.topic()))
                        .map(Map.Entry::getKey)
                        .toList();
                if (!readers.isEmpty()) {
                    notes.add("topic " + table.topic() + " stays: " + String.join(", ", readers) + " reads it too");
                } else if (!topics.partitions(table.topic()).isEmpty()) {
                    topics.delete(List.of(table.topic()));
                    deleted.add("topic " + table.topic());
                }
            }
        }
        return deleted;
    }

    private List<String> stays(PipelineEdit edit) {
        List<String> notes = new ArrayList<>();
        SearchRest search = new SearchRest(target);
        for (PipelineEdit.Table table : edit.tables()) {
            notes.add(table.table() + ": topic " + table.topic() + " and index " + table.alias()
                    + " stay, and get no more changes; ./cdc add takes the table in again. To delete the index: curl -X"
                    + " DELETE "
                    + search.indices(table.alias()).stream()
                            .map(index -> ShellWord.of(search.address() + "/" + SearchRest.path(index)))
                            .reduce((a, b) -> a + " " + b)
                            .orElse("(there is none)"));
        }
        return notes;
    }

    private static List<ConnectorChanges.Connector> changes(SourceAndSink pair, PipelineEdit edit) {
        return List.of(
                AddTables.change(pair.sink(), pair.sinkConfig(), edit.sink()),
                AddTables.change(pair.source(), pair.sourceConfig(), edit.source()));
    }

    private static List<String> names(PipelineEdit edit) {
        return edit.tables().stream().map(PipelineEdit.Table::table).toList();
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
