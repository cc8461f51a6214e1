package io.headrace.console.pipeline;

import io.headrace.console.lint.config.CapturedTables;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.suggest.NearestName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the connectors of a worker do with the tables of MySQL.
 *
 * @param indexed the tables that a source captures and a sink indexes, each with its ways, in the order of their names: one for
 *     each sink; at least one
 * @param notIndexed tables that a source captures and no sink indexes
 * @param notFollowed tables whose way can't be told from the configurations, each with the reason
 */
public record CarriedTables(
        SortedMap<String, List<Route>> indexed, SortedSet<String> notIndexed, SortedMap<String, String> notFollowed) {

    /**
     * All that the connectors carry, or some of it.
     *
     * @param patterns {@code database.table}, {@code *} and {@code ?} as in file names; none for all
     * @throws Problem when a server does not answer, or a pattern selects no table that is captured; it names the nearest
     */
    public static CarriedTables of(PipelineEndpoints target, List<String> patterns) {
        return of(target, Connectors.of(new ConnectRest(target)), patterns);
    }

    /**
     * The same, of configurations that were read before. Where MySQL does not answer, and the sources name their tables
     * without patterns, MySQL is not needed.
     */
    public static CarriedTables of(PipelineEndpoints target, Connectors connectors, List<String> patterns) {
        NavigableSet<String> tables = new TreeSet<>(CapturedTable.named(connectors));
        if (needsMysql(connectors)) {
            tables.addAll(tables(target));
        }
        return of(connectors, tables, patterns);
    }

    /** The same, by a session that is open. */
    public static CarriedTables of(Connection mysql, Connectors connectors, List<String> patterns) throws SQLException {
        NavigableSet<String> tables = new TreeSet<>(CapturedTable.named(connectors));
        if (needsMysql(connectors)) {
            tables.addAll(TableFilter.tables(mysql));
        }
        return of(connectors, tables, patterns);
    }

    /**
     * What is known without MySQL: of the tables that sources name without a pattern, and those that are asked for by name.
     *
     * @throws Problem when a pattern selects none of them; it names the nearest
     */
    public static CarriedTables named(Connectors connectors, List<String> patterns) {
        NavigableSet<String> tables = new TreeSet<>(CapturedTable.named(connectors));
        patterns.stream().filter(TablePatterns::isPlain).forEach(tables::add);
        return of(connectors, tables, patterns);
    }

    /** The names of all tables that a source captures, in their order. */
    public SortedSet<String> captured() {
        SortedSet<String> captured = new TreeSet<>(indexed.keySet());
        captured.addAll(notIndexed);
        captured.addAll(notFollowed.keySet());
        return captured;
    }

    /** Every way of every table that is indexed. */
    public List<Route> ways() {
        return indexed.values().stream().flatMap(List::stream).toList();
    }

    /** @param tables the names of all tables, captured or not */
    static CarriedTables of(Connectors connectors, Collection<String> tables, List<String> patterns) {
        SortedMap<String, List<Route>> indexed = new TreeMap<>();
        SortedSet<String> notIndexed = new TreeSet<>();
        SortedMap<String, String> notFollowed = new TreeMap<>();
        for (String table : tables) {
            if (!connectors.isCaptured(table)) {
                continue;
            }
            try {
                List<Route> ways = Route.indexed(connectors, table);
                if (ways.isEmpty()) {
                    notIndexed.add(table);
                } else {
                    indexed.put(table, ways);
                }
            } catch (Problem noWay) {
                notFollowed.put(table, String.valueOf(noWay.getMessage()));
            }
        }
        return new CarriedTables(indexed, notIndexed, notFollowed).only(patterns);
    }

    private static boolean needsMysql(Connectors connectors) {
        return connectors.sources().values().stream().anyMatch(source -> {
            List<String> expressions = TableFilter.expressions(source, "table.include.list");
            return expressions.isEmpty()
                    || expressions.stream()
                            .anyMatch(expression ->
                                    CapturedTables.plain(expression).isEmpty());
        });
    }

    private static List<String> tables(PipelineEndpoints target) {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            return TableFilter.tables(mysql);
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    private CarriedTables only(List<String> patterns) {
        if (patterns.isEmpty()) {
            return this;
        }
        SortedSet<String> all = captured();
        NavigableSet<String> selected = new TreeSet<>();
        for (String pattern : patterns) {
            Route.requireTable(pattern);
            List<String> matching = all.stream()
                    .filter(table -> TablePatterns.matches(pattern, table))
                    .toList();
            if (matching.isEmpty()) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        "No connector captures a table " + pattern + NearestName.hint(pattern, all)
                                + (TablePatterns.isPlain(pattern) ? " To take it in: ./cdc add " + pattern : ""));
            }
            selected.addAll(matching);
        }
        return new CarriedTables(
                keep(indexed, selected),
                new TreeSet<>(notIndexed.stream().filter(selected::contains).toList()),
                keep(notFollowed, selected));
    }

    private static <V> SortedMap<String, V> keep(Map<String, V> tables, Collection<String> selected) {
        SortedMap<String, V> kept = new TreeMap<>(tables);
        kept.keySet().retainAll(selected);
        return kept;
    }
}
