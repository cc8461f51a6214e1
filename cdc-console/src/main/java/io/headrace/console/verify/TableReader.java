package io.headrace.console.verify;

import io.headrace.console.compare.Column;
import io.headrace.console.compare.KeyColumn;
import io.headrace.console.pipeline.DocumentKeys;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table as MySQL's own texts, in key ranges or by key. For one thread. */
final class TableReader implements RowPass.Table {

    /**
     * @param id the id of the row's document
     * @param key the texts of the key columns
     * @param texts the texts of the compared columns, in their order
     */
    record Row(String id, List<String> key, List<@Nullable String> texts) {}

    private static final int AT_ONCE = 5_000;

    private final Connection mysql;
    private final DocumentKeys keys;
    private final List<Column> compared;
    private final Differences differences;
    private final @Nullable String where;
    private final String from;
    private final String selectedKey;
    private final String selected;
    private final String keyOrder;

    /** @param where a condition on the rows of ranges and counts, or null for all */
    TableReader(Connection mysql, Route route, DocumentKeys keys, Differences differences, @Nullable String where) {
        this.mysql = mysql;
        this.keys = keys;
        this.differences = differences;
        this.compared = differences.columns();
        this.where = where;
        this.from = Database.quoted(route.database()) + "." + Database.quoted(route.tableName());
        this.selectedKey = keys.columns().stream()
                .map(column -> column.select(Database.quoted(column.name())))
                .collect(Collectors.joining(", "));
        this.selected = selectedKey
                + compared.stream()
                        .map(column -> ", " + column.select(Database.quoted(column.name())))
                        .collect(Collectors.joining());
        this.keyOrder = keys.columns().stream()
                .map(column -> Database.quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    Differences differences() {
        return differences;
    }

    DocumentKeys keys() {
        return keys;
    }

    @Override
    public List<Row> next(@Nullable List<String> after, int limit) throws SQLException {
        List<String> values = new ArrayList<>();
        return rows(range(selected, after, limit, values), values, compared.size());
    }

    /** As {@link #next}, of the rows' keys alone. */
    List<Row> nextKeys(@Nullable List<String> after, int limit) throws SQLException {
        List<String> values = new ArrayList<>();
        return rows(range(selectedKey, after, limit, values), values, 0);
    }

    private String range(String expressions, @Nullable List<String> after, int limit, List<String> values) {
        List<String> conditions = new ArrayList<>();
        if (where != null) {
            conditions.add("(" + where + ")");
        }
        if (after != null) {
            conditions.add(beyond(after, values));
        }
        return "SELECT " + expressions + " FROM " + from
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " ORDER BY " + keyOrder
                + " LIMIT " + limit;
    }

    /** {@code a >= ? AND (a > ? OR (a = ? AND b > ?))}: the form that MySQL reads as a range of the key. */
    private String beyond(List<String> after, List<String> values) {
        List<KeyColumn> columns = keys.columns();
        if (columns.size() == 1) {
            values.add(after.get(0));
            return keyOrder + " > " + columns.get(0).placeholder();
        }
        values.add(after.get(0));
        StringBuilder condition = new StringBuilder(
                Database.quoted(columns.get(0).name()) + " >= " + columns.get(0).placeholder() + " AND ");
        for (int i = 0; i < columns.size(); i++) {
            String name = Database.quoted(columns.get(i).name());
            String mark = columns.get(i).placeholder();
            boolean last = i == columns.size() - 1;
            values.add(after.get(i));
            condition.append("(").append(name).append(" > ").append(mark);
            if (!last) {
                values.add(after.get(i));
                condition
                        .append(" OR (")
                        .append(name)
                        .append(" = ")
                        .append(mark)
                        .append(" AND ");
            }
        }
        return condition.append(")".repeat(2 * columns.size() - 1)).toString();
    }

    /** These rows as they are now, by id; ids without row are absent. */
    Map<String, Row> byId(Collection<String> ids) throws SQLException {
        Map<String, Row> found = new LinkedHashMap<>();
        for (List<List<String>> some : chunks(ids)) {
            String sql = "SELECT " + selected + " FROM " + from + " WHERE " + among(some.size());
            for (Row row : rows(sql, flat(some), compared.size())) {
                found.put(row.id(), row);
            }
        }
        return found;
    }

    /** Rows whose key columns equal these values as a document shows them, by MySQL's own comparison. */
    List<Row> byTexts(List<String> texts) throws SQLException {
        String sql = "SELECT " + selected + " FROM " + from + " WHERE "
                + keys.columns().stream()
                        .map(column -> Database.quoted(column.name()) + " = ?")
                        .collect(Collectors.joining(" AND "));
        return rows(sql + " LIMIT 2", texts, compared.size());
    }

    /** Which of these ids have a row. */
    Set<String> existing(Collection<String> ids) throws SQLException {
        Set<String> found = new HashSet<>(ids.size() * 2);
        for (List<List<String>> some : chunks(ids)) {
            String sql = "SELECT " + selectedKey + " FROM " + from + " WHERE " + among(some.size());
            try (PreparedStatement statement = bound(sql, flat(some));
                    ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    found.add(keys.id(key(result)));
                }
            }
        }
        return found;
    }

    /** The key index is read once. */
    @Override
    public List<Row> sample(long rows) throws SQLException {
        double share = Math.min(1, rows * 1.1 / Math.max(1, count()));
        String sql = "SELECT " + selectedKey + " FROM " + from + " WHERE "
                + (where == null ? "" : "(" + where + ") AND ") + "RAND() < " + share + " LIMIT " + rows;
        List<String> ids = new ArrayList<>();
        try (PreparedStatement statement = mysql.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                ids.add(keys.id(key(result)));
            }
        }
        return List.copyOf(byId(ids).values());
    }

    long count() throws SQLException {
        return Database.number(mysql, "SELECT COUNT(*) FROM " + from + (where == null ? "" : " WHERE (" + where + ")"));
    }

    /** A condition that holds for these rows and no other, without placeholders. */
    String condition(Collection<String> ids) {
        List<String> tuples = new ArrayList<>();
        for (String id : ids) {
            Optional<List<String>> key = keys.key(id);
            key.ifPresent(texts -> tuples.add(tuple(i -> keys.columns().get(i).literal(texts.get(i)))));
        }
        return tuple(i -> Database.quoted(keys.columns().get(i).name())) + " IN (" + String.join(",", tuples) + ")";
    }

    private String among(int count) {
        String one = tuple(i -> keys.columns().get(i).lookup());
        return tuple(i -> Database.quoted(keys.columns().get(i).name())) + " IN ("
                + String.join(",", Collections.nCopies(count, one)) + ")";
    }

    private String tuple(java.util.function.IntFunction<String> part) {
        int size = keys.columns().size();
        if (size == 1) {
            return part.apply(0);
        }
        return java.util.stream.IntStream.range(0, size).mapToObj(part).collect(Collectors.joining(",", "(", ")"));
    }

    private List<Row> rows(String sql, List<String> values, int texts) throws SQLException {
        List<Row> rows = new ArrayList<>();
        int first = keys.columns().size() + 1;
        try (PreparedStatement statement = bound(sql, values);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>(texts);
                for (int i = 0; i < texts; i++) {
                    row.add(result.getString(first + i));
                }
                List<String> key = key(result);
                rows.add(new Row(keys.id(key), key, row));
            }
        }
        return rows;
    }

    private List<String> key(ResultSet result) throws SQLException {
        List<String> key = new ArrayList<>(keys.columns().size());
        for (int i = 0; i < keys.columns().size(); i++) {
            key.add(result.getString(i + 1));
        }
        return key;
    }

    private PreparedStatement bound(String sql, List<String> values) throws SQLException {
        PreparedStatement statement = mysql.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        return statement;
    }

    private static List<String> flat(List<List<String>> keys) {
        return keys.stream().flatMap(List::stream).toList();
    }

    private List<List<List<String>>> chunks(Collection<String> ids) {
        List<List<String>> all =
                ids.stream().map(keys::key).flatMap(Optional::stream).toList();
        List<List<List<String>>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            chunks.add(all.subList(i, Math.min(all.size(), i + AT_ONCE)));
        }
        return chunks;
    }
}
