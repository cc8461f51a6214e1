package io.headrace.console.init;

import io.headrace.console.pipeline.ShippedConfigs;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.pipeline.TablePatterns;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes what a pipeline of some tables needs, from what MySQL says of them: a source, a sink, an index template for each table,
 * grants and rules for the listener. The same tables make the same bytes. Only MySQL is asked, and nothing in it changes.
 */
public final class Init {

    /**
     * @param patterns tables as {@code database.table}, with {@code *} and {@code ?}
     * @param excluded patterns of what to leave out of those
     * @param prefix of the topics and connectors; empty for one made of the database's name
     * @param tokenized columns that become tokens, each {@code database.table.column}
     * @param tokenizesPersonal whether all that look personal become tokens
     */
    public record Request(
            List<String> patterns,
            List<String> excluded,
            String prefix,
            List<String> tokenized,
            boolean tokenizesPersonal) {
        public Request {
            patterns = List.copyOf(patterns);
            excluded = List.copyOf(excluded);
            tokenized = List.copyOf(tokenized);
        }
    }

    /**
     * @param notes what is true of the server, whatever the table
     * @param isWritten whether the files were written, or only shown
     */
    public record Result(
            String folder, List<TableReport> tables, List<FileChange> files, List<String> notes, boolean isWritten) {
        public Result {
            tables = List.copyOf(tables);
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }

    private final Database database;
    private final ShippedConfigs shipped;

    /** @param shipped the folder connect-configs */
    public Init(PipelineEndpoints target, Path shipped) {
        this.database = new Database(target);
        this.shipped = new ShippedConfigs(shipped);
    }

    /**
     * @param folder where the files are, or shall be
     * @param isDry shows what would be written, and writes nothing
     * @throws Problem when a pattern selects nothing, tables can't have names of their own, or a file can't be merged; nothing
     *     is written then
     */
    public Result run(Request request, Path folder, boolean isDry) {
        if (!request.prefix().matches("([a-z0-9][a-z0-9_-]*)?")) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--prefix needs small letters, digits, dashes and underscores; found " + request.prefix() + ".");
        }
        TablePatterns patterns = new TablePatterns(request.patterns(), request.excluded());
        try (Connection mysql = database.open()) {
            List<TableFacts> facts = new Catalogue(mysql).read(patterns);
            String prefix = request.prefix().isEmpty() ? prefix(facts) : request.prefix();
            List<PipelineTable> tables = AliasNames.of(prefix, facts);
            ColumnUse use = ColumnUse.of(facts, TokenColumns.of(request, facts));
            FieldNames names = FieldNames.of(facts);
            Map<String, String> files = files(prefix, tables, use, names);
            GeneratedFolder generated = new GeneratedFolder(folder, files);
            if (!isDry) {
                generated.write(files);
            }
            List<TableReport> reports = new ArrayList<>();
            tables.forEach(table -> reports.add(TableReport.of(table, use, names)));
            List<String> notes = ofServer(mysql);
            notes.addAll(takenAlong(mysql, facts));
            return new Result(folder.toString(), reports, generated.changes(), notes, !isDry);
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** The source's lists take a table whatever letters' case it is written in; MySQL may have several of a name. */
    private static List<String> takenAlong(Connection mysql, List<TableFacts> wanted) throws SQLException {
        Set<String> names = wanted.stream().map(TableFacts::id).collect(Collectors.toSet());
        Set<String> folded = names.stream().map(Init::folded).collect(Collectors.toSet());
        return TableFilter.tables(mysql).stream()
                .filter(table -> !names.contains(table) && folded.contains(folded(table)))
                .map(table ->
                        table + " is captured too, and indexed by no sink: the source's lists do not tell capitals from"
                                + " small letters. Rename it if that is too much")
                .toList();
    }

    private static String folded(String table) {
        return table.toLowerCase(Locale.ROOT);
    }

    /** Of the one database, else a name for several. */
    private static String prefix(List<TableFacts> tables) {
        List<String> databases =
                tables.stream().map(TableFacts::database).distinct().toList();
        String legal = databases.get(0).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
        return databases.size() == 1 && legal.matches("[a-z0-9].*") ? legal : "headrace";
    }

    private Map<String, String> files(String prefix, Collection<PipelineTable> all, ColumnUse use, FieldNames names) {
        List<PipelineTable> tables =
                all.stream().filter(table -> !table.key().isEmpty()).toList();
        if (tables.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "None of the tables has a key by which its rows can be told apart. Add a PRIMARY KEY, and run init"
                            + " again.");
        }
        Map<String, String> files = new TreeMap<>();
        files.put("mysql-source.json", GeneratedFolder.text(SourceFile.of(shipped.source(), prefix, tables, use)));
        files.put("elasticsearch-sink.json", GeneratedFolder.text(SinkFile.of(shipped.sink(), prefix, tables, names)));
        files.put("grants.sql", GrantsFile.of(tables));
        files.put("listener.yaml", ListenerFile.of(prefix, tables));
        for (PipelineTable table : tables) {
            files.put(table.alias() + "-template.json", GeneratedFolder.text(TableTemplate.of(table, use, names)));
        }
        return files;
    }

    private static List<String> ofServer(Connection mysql) throws SQLException {
        String mode = Database.text(mysql, "SELECT @@GLOBAL.sql_mode");
        List<String> notes = new ArrayList<>();
        if (mode.contains("ALLOW_INVALID_DATES")) {
            notes.add(
                    "sql_mode allows dates that do not exist, such as 2023-02-31: the source stops at one (docs/mysql.md)");
        }
        if (!mode.contains("NO_ZERO_DATE") || !mode.contains("NO_ZERO_IN_DATE")) {
            notes.add(
                    "sql_mode allows dates such as 0000-00-00: documents have null for them, or 1970-01-01 in a NOT NULL"
                            + " column");
        }
        return notes;
    }
}
