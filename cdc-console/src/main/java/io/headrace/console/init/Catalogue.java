package io.headrace.console.init;

import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.pipeline.TablePatterns;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads information_schema, with a few statements per database however many tables it has. */
final class Catalogue {

    private static final int LONGEST_STATEMENT_SECONDS = 60;
    /** By then a statement has been given up, unless nobody is there any more. */
    private static final int SILENCE_MILLIS = 90_000;

    private final Connection mysql;

    Catalogue(Connection mysql) {
        this.mysql = mysql;
    }

    private interface RowReader {
        void read(String table, ResultSet row) throws SQLException;
    }

    /**
     * The tables that the patterns select, in the order of their names.
     *
     * @throws Problem when a pattern selects none, or a table changes while it is read
     */
    List<TableFacts> read(TablePatterns patterns) throws SQLException {
        return read(patterns.among(TableFilter.of(Rest.JSON.missingNode()).among(TableFilter.tables(mysql))));
    }

    /**
     * These tables, in the order of their names.
     *
     * @param tables each {@code database.table}
     */
    List<TableFacts> read(Collection<String> tables) throws SQLException {
        if (mysql.getNetworkTimeout() == 0) {
            mysql.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
        }
        Map<String, TreeSet<String>> ofDatabase = new TreeMap<>();
        tables.forEach(table -> ofDatabase
                .computeIfAbsent(table.substring(0, table.indexOf('.')), any -> new TreeSet<>())
                .add(table.substring(table.indexOf('.') + 1)));
        List<TableFacts> facts = new ArrayList<>();
        for (Map.Entry<String, TreeSet<String>> entry : ofDatabase.entrySet()) {
            facts.addAll(ofDatabase(entry.getKey(), entry.getValue()));
        }
        return facts;
    }

    private List<TableFacts> ofDatabase(String database, Set<String> tables) throws SQLException {
        Map<String, List<ColumnFacts>> columns = columns(database, tables);
        Map<String, List<TableFacts.Index>> indexes = indexes(database, tables);
        Map<String, List<TableFacts.Cascade>> cascades = cascades(database, tables);
        Map<String, List<String>> triggers = triggers(database, tables);
        Map<String, Integer> partitions = new TreeMap<>();
        each(
                "SELECT TABLE_NAME, COUNT(PARTITION_NAME) FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = ?"
                        + " GROUP BY TABLE_NAME",
                database,
                tables,
                (table, row) -> partitions.put(table, row.getInt(2)));
        Map<String, Long> rows = new TreeMap<>();
        each(
                "SELECT TABLE_NAME, TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?",
                database,
                tables,
                (table, row) -> rows.put(table, row.getLong(2)));
        requireUnchanged(database, columns, columns(database, tables));
        List<TableFacts> facts = new ArrayList<>();
        for (String table : tables) {
            facts.add(new TableFacts(
                    database,
                    table,
                    columns.getOrDefault(table, List.of()),
                    indexes.getOrDefault(table, List.of()),
                    cascades.getOrDefault(table, List.of()),
                    triggers.getOrDefault(table, List.of()),
                    partitions.getOrDefault(table, 0),
                    rows.getOrDefault(table, 0L)));
        }
        return facts;
    }

    private static void requireUnchanged(
            String database, Map<String, List<ColumnFacts>> before, Map<String, List<ColumnFacts>> after) {
        TreeSet<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(table -> after.containsKey(table) && after.get(table).equals(before.get(table)));
        if (!changed.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Nothing was written: " + database + "." + changed.first()
                            + " was altered while it was read. Run the command again once the migration has ended.");
        }
    }

    private Map<String, List<ColumnFacts>> columns(String database, Set<String> tables) throws SQLException {
        Map<String, List<ColumnFacts>> columns = new TreeMap<>();
        each(
                "SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, COLLATION_NAME, CHARACTER_MAXIMUM_LENGTH,"
                        + " NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, IS_NULLABLE, EXTRA, SRS_ID FROM"
                        + " information_schema.COLUMNS WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME, ORDINAL_POSITION",
                database,
                tables,
                (table, row) ->
                        columns.computeIfAbsent(table, any -> new ArrayList<>()).add(column(row)));
        return columns;
    }

    private static ColumnFacts column(ResultSet row) throws SQLException {
        String extra = row.getString(11).toUpperCase(Locale.ROOT);
        long srid = row.getLong(12);
        return new ColumnFacts(
                row.getString(2),
                row.getString(3).toLowerCase(Locale.ROOT),
                row.getString(4).toLowerCase(Locale.ROOT),
                row.getString(5),
                row.getLong(6),
                row.getInt(7),
                row.getInt(8),
                row.getInt(9),
                row.getString(10).equals("YES"),
                extra.contains("INVISIBLE"),
                extra.contains("VIRTUAL GENERATED") ? "VIRTUAL" : extra.contains("STORED GENERATED") ? "STORED" : "",
                sridOrNull(row, srid));
    }

    private static @Nullable Long sridOrNull(ResultSet row, long srid) throws SQLException {
        return row.getObject(12) == null ? null : srid;
    }

    private Map<String, List<TableFacts.Index>> indexes(String database, Set<String> tables) throws SQLException {
        Map<String, Map<String, TableFacts.Index>> found = new TreeMap<>();
        each(
                "SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, INDEX_TYPE, COLUMN_NAME FROM information_schema.STATISTICS"
                        + " WHERE TABLE_SCHEMA = ? ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
                database,
                tables,
                (table, row) -> {
                    String column = row.getString(5);
                    // An expression tells nothing about one column, and a unique one does not tell rows apart.
                    boolean isUnique = row.getInt(3) == 0 && column != null;
                    boolean isFullText = row.getString(4).equals("FULLTEXT");
                    List<String> columns = column == null ? List.of() : List.of(column);
                    found.computeIfAbsent(table, any -> new LinkedHashMap<>())
                            .merge(
                                    row.getString(2),
                                    new TableFacts.Index(row.getString(2), isUnique, isFullText, columns),
                                    Catalogue::joined);
                });
        Map<String, List<TableFacts.Index>> indexes = new TreeMap<>();
        found.forEach((table, ofTable) -> indexes.put(table, List.copyOf(ofTable.values())));
        return indexes;
    }

    private static TableFacts.Index joined(TableFacts.Index index, TableFacts.Index part) {
        List<String> columns = new ArrayList<>(index.columns());
        columns.addAll(part.columns());
        return new TableFacts.Index(index.name(), index.isUnique() && part.isUnique(), index.isFullText(), columns);
    }

    private Map<String, List<TableFacts.Cascade>> cascades(String database, Set<String> tables) throws SQLException {
        Map<String, List<TableFacts.Cascade>> cascades = new TreeMap<>();
        each(
                "SELECT TABLE_NAME, CONSTRAINT_NAME, CONCAT(UNIQUE_CONSTRAINT_SCHEMA, '.', REFERENCED_TABLE_NAME),"
                        + " CONCAT_WS(' ', IF(DELETE_RULE IN ('CASCADE', 'SET NULL', 'SET DEFAULT'), CONCAT('ON DELETE ',"
                        + " DELETE_RULE), NULL), IF(UPDATE_RULE IN ('CASCADE', 'SET NULL', 'SET DEFAULT'), CONCAT('ON"
                        + " UPDATE ', UPDATE_RULE), NULL)) AS rules FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE"
                        + " CONSTRAINT_SCHEMA = ? HAVING rules <> '' ORDER BY TABLE_NAME, CONSTRAINT_NAME",
                database,
                tables,
                (table, row) -> cascades.computeIfAbsent(table, any -> new ArrayList<>())
                        .add(new TableFacts.Cascade(row.getString(2), row.getString(3), row.getString(4))));
        return cascades;
    }

    private Map<String, List<String>> triggers(String database, Set<String> tables) throws SQLException {
        Map<String, List<String>> triggers = new TreeMap<>();
        each(
                "SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ?"
                        + " ORDER BY EVENT_OBJECT_TABLE, TRIGGER_NAME",
                database,
                tables,
                (table, row) -> triggers.computeIfAbsent(table, any -> new ArrayList<>())
                        .add(row.getString(2)));
        return triggers;
    }

    private void each(String sql, String database, Set<String> tables, RowReader reader) throws SQLException {
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            statement.setString(1, database);
            statement.setQueryTimeout(LONGEST_STATEMENT_SECONDS);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (tables.contains(rows.getString(1))) {
                        reader.read(rows.getString(1), rows);
                    }
                }
            }
        }
    }
}
