package io.headrace.console.pipeline;

import io.headrace.console.server.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What MySQL says of a table's columns and unique keys, also of those that {@code SELECT *} does not show.
 *
 * @param columns in the table's order
 * @param uniques the columns of each unique key by its name, in the key's order
 */
public record TableKey(List<Described> columns, Map<String, List<String>> uniques) {

    private static final String PRIMARY = "PRIMARY";

    /**
     * @param isOfTheKey whether MySQL takes it for a part of the key by which it knows rows
     * @param isInvisible whether {@code SELECT *} leaves it out
     */
    public record Described(
            String name,
            String dataType,
            String columnType,
            boolean isNullable,
            boolean isOfTheKey,
            boolean isInvisible) {}

    public TableKey {
        columns = List.copyOf(columns);
        uniques = Map.copyOf(uniques);
    }

    /** Nothing at all when the table is not there, or this user may not see it. */
    public static TableKey of(Connection mysql, String database, String table) throws SQLException {
        List<Described> columns = new ArrayList<>();
        String sql = "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, COLUMN_KEY, EXTRA FROM"
                + " information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";
        try (PreparedStatement statement = of(mysql, sql, database, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columns.add(new Described(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4).equals("YES"),
                        rows.getString(5).equals("PRI"),
                        rows.getString(6).toUpperCase(Locale.ROOT).contains("INVISIBLE")));
            }
        }
        Map<String, List<String>> uniques = new LinkedHashMap<>();
        String keys = "SELECT INDEX_NAME, COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND"
                + " TABLE_NAME = ? AND NON_UNIQUE = 0 AND COLUMN_NAME IS NOT NULL ORDER BY INDEX_NAME, SEQ_IN_INDEX";
        try (PreparedStatement statement = of(mysql, keys, database, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                uniques.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return new TableKey(columns, uniques);
    }

    private static PreparedStatement of(Connection mysql, String sql, String database, String table)
            throws SQLException {
        PreparedStatement statement = mysql.prepareStatement(sql);
        statement.setString(1, database);
        statement.setString(2, table);
        return statement;
    }

    List<String> invisible() {
        return columns.stream()
                .filter(Described::isInvisible)
                .map(Described::name)
                .toList();
    }

    /**
     * The columns that the source makes keys of: those that it names, else the primary key's, else those of the unique key
     * without NULL that MySQL takes for one.
     *
     * @param table {@code database.table}
     * @param messageKeys {@code message.key.columns}
     * @throws Problem when there is none
     */
    public List<Described> key(String table, String messageKeys) {
        if (columns.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    table + " does not exist, or this user may not read it. Check the name and SHOW GRANTS.");
        }
        List<String> names = named(table, messageKeys);
        if (names.isEmpty()) {
            names = uniques.getOrDefault(PRIMARY, List.of());
        }
        if (names.isEmpty()) {
            names = uniques.values().stream()
                    .filter(key -> key.stream().allMatch(name -> described(name).isOfTheKey()))
                    .min(Comparator.comparing(List::size))
                    .orElse(List.of());
        }
        if (names.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    table
                            + " has no key: neither a PRIMARY KEY nor a UNIQUE key whose columns are all NOT NULL, so"
                            + " documents can't be told apart. Add one, or name columns in message.key.columns of the"
                            + " source.");
        }
        return names.stream().map(this::described).toList();
    }

    private Described described(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(new Described(name, "unknown", "unknown", true, false, false));
    }

    /**
     * Of {@code db.table:a,b;db.other:c}, where tables and columns are patterns: all columns that match, by the patterns' order.
     */
    private List<String> named(String table, String messageKeys) {
        Set<String> names = new LinkedHashSet<>();
        for (String entry : messageKeys.split(";")) {
            int colon = entry.indexOf(':');
            if (colon > 0) {
                for (String column : SourceTopic.list(entry.substring(colon + 1))) {
                    names.addAll(matching(table, entry.substring(0, colon).strip() + "." + column));
                }
            }
        }
        return List.copyOf(names);
    }

    private List<String> matching(String table, String expression) {
        try {
            Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            return columns.stream()
                    .map(Described::name)
                    .filter(name -> pattern.matcher(table + "." + name).matches())
                    .toList();
        } catch (PatternSyntaxException notAPattern) {
            // the connector would not have started with it
            return List.of();
        }
    }
}
