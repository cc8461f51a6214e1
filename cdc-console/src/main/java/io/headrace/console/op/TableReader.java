package io.headrace.console.op;

import io.headrace.console.compare.Column;
import io.headrace.console.compare.TypeTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table as MySQL's own texts, in key ranges or by key. For one thread. */
final class TableReader {

    /** The texts of one row, in the order of {@link #compared}; the key's text is the document's id. */
    record Row(String id, List<@Nullable String> texts) {}

    private final Connection mysql;
    private final String from;
    private final String key;
    private final String keyName;
    private final @Nullable String where;
    private final List<Column> compared = new ArrayList<>();
    private final List<String> notCompared = new ArrayList<>();

    private TableReader(Connection mysql, String from, String keyName, @Nullable String where) {
        this.mysql = mysql;
        this.from = from;
        this.keyName = keyName;
        this.key = Database.quoted(keyName);
        this.where = where;
    }

    /**
     * @param indexed the fields that the index holds: other columns are not compared
     * @param unknown columns that can't be compared, with the reason
     * @param where a condition on the rows, or null for all
     */
    static TableReader of(
            Connection mysql,
            Route route,
            TypeTable types,
            Set<String> indexed,
            Map<String, String> unknown,
            @Nullable String where)
            throws SQLException {
        String from = Database.quoted(route.database()) + "." + Database.quoted(route.tableName());
        TableReader reader = new TableReader(mysql, from, primaryKey(mysql, route), where);
        String sql = "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            statement.setString(1, route.database());
            statement.setString(2, route.tableName());
            try (ResultSet columns = statement.executeQuery()) {
                while (columns.next()) {
                    String name = columns.getString(1);
                    if (unknown.containsKey(name)) {
                        reader.notCompared.add(name + " (" + unknown.get(name) + ")");
                    } else if (!indexed.contains(name)) {
                        reader.notCompared.add(name + " (not in the index)");
                    } else {
                        String dataType = columns.getString(2);
                        types.column(name, dataType, columns.getString(3))
                                .ifPresentOrElse(
                                        reader.compared::add,
                                        () -> reader.notCompared.add(name + " (type " + dataType + ")"));
                    }
                }
            }
        }
        return reader;
    }

    private static String primaryKey(Connection mysql, Route route) throws SQLException {
        List<String> names = new ArrayList<>();
        String sql = "SELECT COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = ? AND"
                + " TABLE_NAME = ? AND CONSTRAINT_NAME = 'PRIMARY' ORDER BY ORDINAL_POSITION";
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            statement.setString(1, route.database());
            statement.setString(2, route.tableName());
            try (ResultSet keys = statement.executeQuery()) {
                while (keys.next()) {
                    names.add(keys.getString(1));
                }
            }
        }
        if (names.size() != 1) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "verify needs a table with a primary key of one column, and the right to read it; " + route.table()
                            + (names.isEmpty() ? " has none or is not visible to this user." : " has " + names + "."));
        }
        return names.get(0);
    }

    List<Column> compared() {
        return compared;
    }

    List<String> notCompared() {
        return notCompared;
    }

    String keyName() {
        return keyName;
    }

    /** The next rows in key order, after this key (null: from the start); fewer than the limit at the end. */
    List<Row> next(@Nullable String after, int limit) throws SQLException {
        String condition = where == null ? "" : "(" + where + ")";
        String range = after == null ? "" : key + " > ?";
        String both = condition + (condition.isEmpty() || range.isEmpty() ? "" : " AND ") + range;
        String sql = "SELECT " + selected() + " FROM " + from + (both.isEmpty() ? "" : " WHERE " + both) + " ORDER BY "
                + key + " LIMIT " + limit;
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            if (after != null) {
                statement.setString(1, after);
            }
            return rows(statement);
        }
    }

    /** These rows as they are now, by id; ids without row are absent. */
    Map<String, Row> byId(Collection<String> ids) throws SQLException {
        Map<String, Row> found = new LinkedHashMap<>();
        for (List<String> some : chunks(ids)) {
            String sql = "SELECT " + selected() + " FROM " + from + " WHERE " + key + " IN (" + marks(some) + ")";
            try (PreparedStatement statement = mysql.prepareStatement(sql)) {
                bind(statement, some);
                rows(statement).forEach(row -> found.put(row.id(), row));
            }
        }
        return found;
    }

    /** Which of these ids have a row. */
    Set<String> existing(Collection<String> ids) throws SQLException {
        Set<String> found = new java.util.HashSet<>();
        for (List<String> some : chunks(ids)) {
            String sql = "SELECT " + key + " FROM " + from + " WHERE " + key + " IN (" + marks(some) + ")";
            try (PreparedStatement statement = mysql.prepareStatement(sql)) {
                bind(statement, some);
                try (ResultSet keys = statement.executeQuery()) {
                    while (keys.next()) {
                        found.add(keys.getString(1));
                    }
                }
            }
        }
        return found;
    }

    long count() throws SQLException {
        return Database.number(mysql, "SELECT COUNT(*) FROM " + from + (where == null ? "" : " WHERE (" + where + ")"));
    }

    private String selected() {
        return key
                + compared.stream()
                        .map(column -> ", " + column.select(Database.quoted(column.name())))
                        .collect(Collectors.joining());
    }

    private List<Row> rows(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                List<@Nullable String> texts = new ArrayList<>(compared.size());
                for (int i = 0; i < compared.size(); i++) {
                    texts.add(result.getString(i + 2));
                }
                rows.add(new Row(result.getString(1), texts));
            }
        }
        return rows;
    }

    private static String marks(List<String> ids) {
        return String.join(",", java.util.Collections.nCopies(ids.size(), "?"));
    }

    private static void bind(PreparedStatement statement, List<String> ids) throws SQLException {
        for (int i = 0; i < ids.size(); i++) {
            statement.setString(i + 1, ids.get(i));
        }
    }

    private static List<List<String>> chunks(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 1000) {
            chunks.add(all.subList(i, Math.min(all.size(), i + 1000)));
        }
        return chunks;
    }
}
