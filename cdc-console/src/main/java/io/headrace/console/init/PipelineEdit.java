package io.headrace.console.init;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.pipeline.TablePatterns;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a running source and its sink become when tables are taken in or let go, by the rules of {@link Init}. Reads MySQL's
 * catalogue, and changes nothing.
 *
 * @param source its configuration afterwards
 * @param sink its configuration afterwards
 * @param tables those that it is about, in the order of their names
 * @param captured all tables of the source afterwards, each {@code database.table}, in the order of their names
 * @param tokenized the columns that the source turns into tokens afterwards, each {@code database.table.column}
 */
public record PipelineEdit(
        JsonNode source, JsonNode sink, List<Table> tables, List<String> captured, List<String> tokenized) {

    /**
     * @param table {@code database.table}
     * @param topic of its changes
     * @param alias by which its index is written and searched
     * @param template of its indices; a missing node for a table that is let go
     * @param shape changes when the table is altered
     * @param isCaptured whether the source takes it now
     * @param isIndexed whether the sink reads it now
     * @param notes what a person should know of it
     */
    public record Table(
            String table,
            String topic,
            String alias,
            JsonNode template,
            String shape,
            boolean isCaptured,
            boolean isIndexed,
            List<String> notes) {
        public Table {
            notes = List.copyOf(notes);
        }
    }

    public PipelineEdit {
        tables = List.copyOf(tables);
        captured = List.copyOf(captured);
        tokenized = List.copyOf(tokenized);
    }

    /**
     * @param source configuration of the source that takes them in
     * @param sink configuration of its sink
     * @param patterns of the tables
     * @throws Problem when a pattern selects none, or one has no key, no index of its own or columns that do not fit
     */
    public static PipelineEdit with(Connection mysql, JsonNode source, JsonNode sink, List<String> patterns)
            throws SQLException {
        List<String> wanted = selected(mysql, patterns);
        Set<String> captured = new TreeSet<>(captured(mysql, source));
        Set<String> all = new TreeSet<>(captured);
        all.addAll(wanted);
        List<TableFacts> facts = new Catalogue(mysql).read(all);
        List<TableFacts> taken =
                facts.stream().filter(table -> wanted.contains(table.id())).toList();
        requireKeys(taken);
        List<PipelineTable> added = AliasNames.of(source.path("topic.prefix").asText(), taken).stream()
                .map(table -> indexedAs(sink, table))
                .toList();
        FieldNames names = SinkLists.names(sink, taken);
        JsonNode newSource = SourceLists.with(
                source,
                facts.stream().filter(table -> captured.contains(table.id())).toList(),
                added);
        ColumnUse use = SourceLists.use(newSource);
        List<Table> tables = new ArrayList<>();
        for (PipelineTable table : added) {
            tables.add(new Table(
                    table.facts().id(),
                    table.topic(),
                    table.alias(),
                    TableTemplate.of(table, use, names),
                    table.facts().toString(),
                    captured.contains(table.facts().id()),
                    Route.reads(sink, table.topic()),
                    TableReport.of(table, use, names).notes()));
        }
        return new PipelineEdit(
                newSource, SinkLists.with(sink, added, names), tables, new ArrayList<>(all), tokenized(facts, use));
    }

    /**
     * @param source configuration of the source that lets them go
     * @param sink configuration of its sink
     * @param removed tables that the source captures, each {@code database.table}; they need not be in MySQL any more
     * @throws Problem when no table would be left, or they can't be parted from others
     */
    public static PipelineEdit without(Connection mysql, JsonNode source, JsonNode sink, Collection<String> removed)
            throws SQLException {
        Set<String> captured = new TreeSet<>(captured(mysql, source));
        captured.addAll(removed);
        List<TableFacts> facts = new Catalogue(mysql).read(captured);
        List<TableFacts> left =
                facts.stream().filter(table -> !removed.contains(table.id())).toList();
        List<TableFacts> gone =
                facts.stream().filter(table -> removed.contains(table.id())).toList();
        if (left.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Nothing was changed: the source would have no table left. Delete it and its sink instead: ./cdc delete"
                            + " CONNECTOR");
        }
        List<Table> tables = new ArrayList<>();
        for (PipelineTable table : AliasNames.of(source.path("topic.prefix").asText(), gone)) {
            PipelineTable known = indexedAs(sink, table);
            tables.add(new Table(
                    known.facts().id(),
                    known.topic(),
                    known.alias(),
                    Rest.JSON.missingNode(),
                    known.facts().toString(),
                    true,
                    Route.reads(sink, known.topic()),
                    List.of()));
        }
        JsonNode newSource = SourceLists.without(source, gone, left);
        return new PipelineEdit(
                newSource,
                SinkLists.without(sink, tables.stream().map(Table::topic).toList()),
                tables,
                left.stream().map(TableFacts::id).toList(),
                tokenized(left, SourceLists.use(newSource)));
    }

    /** The shapes of these tables now, each as {@link Table#shape} has it, in their order. */
    public static List<String> shapes(Connection mysql, List<String> tables) throws SQLException {
        return new Catalogue(mysql)
                .read(new TreeSet<>(tables)).stream().map(TableFacts::toString).toList();
    }

    private static List<String> selected(Connection mysql, List<String> patterns) throws SQLException {
        return new TablePatterns(patterns, List.of())
                .among(TableFilter.of(Rest.JSON.missingNode()).among(TableFilter.tables(mysql)));
    }

    private static List<String> captured(Connection mysql, JsonNode source) throws SQLException {
        return TableFilter.of(source).among(TableFilter.tables(mysql));
    }

    private static void requireKeys(List<TableFacts> tables) {
        String keyless = tables.stream()
                .filter(table -> table.key().isEmpty())
                .map(TableFacts::id)
                .collect(Collectors.joining(", "));
        if (!keyless.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Nothing was changed: " + keyless
                            + " has no key, neither a PRIMARY KEY nor a UNIQUE one without NULL,"
                            + " so its rows can't be told apart. Add one, or leave the table out.");
        }
    }

    /** Where the sink names an index for the topic, that one. */
    private static PipelineTable indexedAs(JsonNode sink, PipelineTable table) {
        String index = Route.reads(sink, table.topic()) ? Route.index(sink, table.topic()) : table.alias();
        return new PipelineTable(table.facts(), table.topic(), index, table.key());
    }

    private static List<String> tokenized(List<TableFacts> tables, ColumnUse use) {
        return tables.stream()
                .flatMap(table ->
                        table.columns().stream().filter(use::isToken).map(column -> table.id() + "." + column.name()))
                .toList();
    }
}
