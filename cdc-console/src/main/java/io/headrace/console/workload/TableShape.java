package io.headrace.console.workload;

import io.headrace.console.server.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What MySQL's catalogue says of a table, as far as rows are made by it.
 *
 * @param columns in the table's order, without those that MySQL generates
 * @param key the columns of the primary key, or of a unique one that is never NULL; empty for none
 * @param parents the foreign keys, by their names
 * @param referenced the columns that rows of other tables refer to
 * @param hasTriggers whether a change here may do anything elsewhere
 */
record TableShape(
        String table,
        List<Described> columns,
        List<String> key,
        Map<String, ForeignKey> parents,
        Set<String> referenced,
        boolean hasTriggers) {

    /**
     * @param isCounted whether MySQL numbers it
     * @param mayBeLeftOut whether it is NULL, or has a default, when no value is given
     */
    record Described(WrittenColumn column, boolean isCounted, boolean isNullable, boolean mayBeLeftOut) {}

    /** Columns here, and those of the same rank there. */
    record ForeignKey(String parent, List<String> columns, List<String> parentColumns) {}

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** @param table {@code database.table} */
    static TableShape of(Connection mysql, String table) throws SQLException {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        Set<String> unique = new LinkedHashSet<>();
        Set<String> leading = new LinkedHashSet<>();
        each(
                mysql,
                "SELECT COLUMN_NAME, INDEX_NAME, NON_UNIQUE, SEQ_IN_INDEX FROM information_schema.STATISTICS WHERE"
                        + " TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_NAME IS NOT NULL ORDER BY SEQ_IN_INDEX",
                table,
                row -> {
                    if (row.getInt(3) == 0) {
                        unique.add(row.getString(1));
                        keys.computeIfAbsent(row.getString(2), any -> new ArrayList<>())
                                .add(row.getString(1));
                    }
                    if (row.getInt(4) == 1) {
                        leading.add(row.getString(1));
                    }
                });
        List<Described> columns = new ArrayList<>();
        each(
                mysql,
                "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, SRS_ID FROM"
                        + " information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
                table,
                row -> {
                    String extra = row.getString(6).toUpperCase(Locale.ROOT);
                    if (!extra.contains("VIRTUAL GENERATED") && !extra.contains("STORED GENERATED")) {
                        columns.add(described(row, extra, unique));
                    }
                });
        List<Described> numbered = new ArrayList<>();
        for (Described column : columns) {
            numbered.add(leading.contains(column.column().name()) ? afterTheLast(mysql, table, column) : column);
        }
        List<Boolean> triggers = new ArrayList<>();
        each(
                mysql,
                "SELECT 1 FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ?",
                table,
                row -> triggers.add(true));
        Set<String> referenced = new LinkedHashSet<>();
        each(
                mysql,
                "SELECT REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_SCHEMA = ?"
                        + " AND REFERENCED_TABLE_NAME = ?",
                table,
                row -> referenced.add(row.getString(1)));
        return new TableShape(
                table, numbered, key(keys, columns), parents(mysql, table), referenced, !triggers.isEmpty());
    }

    private static List<String> key(Map<String, List<String>> keys, List<Described> columns) {
        List<String> primary = keys.get("PRIMARY");
        Set<String> neverNull = columns.stream()
                .filter(described -> !described.isNullable())
                .map(described -> described.column().name())
                .collect(Collectors.toSet());
        return primary != null
                ? primary
                : keys.values().stream()
                        .filter(neverNull::containsAll)
                        .findFirst()
                        .orElse(List.of());
    }

    private static Described described(ResultSet row, String extra, Set<String> unique) throws SQLException {
        String name = row.getString(1);
        boolean isNullable = row.getString(4).equals("YES");
        return new Described(
                new WrittenColumn(
                        name,
                        row.getString(2).toLowerCase(Locale.ROOT),
                        // options of an ENUM keep their letters
                        row.getString(3),
                        unique.contains(name),
                        0,
                        row.getLong(7)),
                extra.contains("AUTO_INCREMENT"),
                isNullable,
                isNullable || row.getString(5) != null || extra.contains("DEFAULT_GENERATED"));
    }

    /** The number after the highest, which the index answers at once. */
    private static Described afterTheLast(Connection mysql, String table, Described described) throws SQLException {
        WrittenColumn column = described.column();
        if (!column.isUnique() || described.isCounted() || !column.dataType().endsWith("int")) {
            return described;
        }
        String last = Database.text(
                mysql,
                "SELECT GREATEST(0, COALESCE(MAX(" + Database.quoted(column.name()) + "), 0)) FROM "
                        + Database.quotedTable(table));
        long next = last.length() > 18 ? 0 : Long.parseLong(last) + 1;
        return new Described(
                new WrittenColumn(column.name(), column.dataType(), column.type(), true, next, column.srid()),
                false,
                described.isNullable(),
                described.mayBeLeftOut());
    }

    private static Map<String, ForeignKey> parents(Connection mysql, String table) throws SQLException {
        Map<String, ForeignKey> parents = new LinkedHashMap<>();
        each(
                mysql,
                "SELECT CONSTRAINT_NAME, CONCAT(REFERENCED_TABLE_SCHEMA, '.', REFERENCED_TABLE_NAME), COLUMN_NAME,"
                        + " REFERENCED_COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = ? AND"
                        + " TABLE_NAME = ? AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY CONSTRAINT_NAME,"
                        + " ORDINAL_POSITION",
                table,
                row -> {
                    String parent = row.getString(2);
                    ForeignKey key = parents.computeIfAbsent(
                            row.getString(1), any -> new ForeignKey(parent, new ArrayList<>(), new ArrayList<>()));
                    key.columns().add(row.getString(3));
                    key.parentColumns().add(row.getString(4));
                });
        return parents;
    }

    private static void each(Connection mysql, String sql, String table, RowReader reader) throws SQLException {
        int dot = table.indexOf('.');
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            statement.setString(1, table.substring(0, dot));
            statement.setString(2, table.substring(dot + 1));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
