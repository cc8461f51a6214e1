package io.headrace.e2e.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table as JDBC reads it.
 *
 * @param key the columns of the key, empty without one
 * @param rows by id: the texts of the columns, in the form to compare
 */
record TableContent(String table, List<SqlColumn> key, List<SqlColumn> columns, Map<String, Map<String, String>> rows) {

    /** Where a row and its document differ, in words; values are those of the test. */
    List<String> differences(Map<String, JsonNode> documents) {
        List<String> differences = new ArrayList<>();
        rows.forEach((id, row) -> {
            JsonNode document = documents.get(id);
            if (document == null) {
                differences.add(table + ": no document " + id);
            } else {
                differences.addAll(differences(id, row, document));
            }
        });
        new TreeSet<>(documents.keySet())
                .stream()
                        .filter(id -> !rows.containsKey(id))
                        .forEach(id -> differences.add(table + ": extra document " + id));
        return differences;
    }

    private List<String> differences(String id, Map<String, String> row, JsonNode document) {
        List<String> differences = new ArrayList<>();
        for (SqlColumn column : columns) {
            JsonNode value = document.get(column.name());
            String expected = row.get(column.name());
            if (value == null) {
                if (expected != null || !AlterSql.isAdded(column.name())) {
                    differences.add(table + " " + id + ": no field " + column.name());
                }
            } else if (!Objects.equals(expected, column.ofDocument(value)) && !column.isZeroDate(expected, value)) {
                differences.add(table + " " + id + " " + column.name() + " (" + column.type() + "): "
                        + shortened(expected) + " but was " + shortened(column.ofDocument(value)));
            }
        }
        for (Map.Entry<String, JsonNode> field : document.properties()) {
            if (!row.containsKey(field.getKey()) && !field.getValue().isNull()) {
                differences.add(table + " " + id + ": extra field " + field.getKey());
            }
        }
        return differences;
    }

    private static String shortened(String text) {
        return text == null || text.length() < 80 ? text : text.substring(0, 80) + "…";
    }

    /** Whether an incremental snapshot may read it: one of invisible columns stops the source. */
    boolean canBeReadAgain() {
        return !key.isEmpty() && columns.stream().noneMatch(SqlColumn::invisible);
    }

    /** Every table of a database. */
    static List<TableContent> all(LiveServers servers, String database) {
        try (Connection mysql = servers.mysql(database)) {
            return all(mysql, database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<TableContent> all(Connection mysql, String database) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute("SET SESSION time_zone = '+00:00', sql_mode = '',"
                    + " show_gipk_in_create_table_and_information_schema = ON");
        }
        List<TableContent> contents = new ArrayList<>();
        for (String table : texts(
                mysql,
                "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'"
                        + " ORDER BY TABLE_NAME",
                database)) {
            contents.add(read(mysql, database, table));
        }
        return contents;
    }

    private static TableContent read(Connection mysql, String database, String table) throws SQLException {
        List<SqlColumn> columns = columns(mysql, database, table);
        Map<String, SqlColumn> byName = new HashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        List<SqlColumn> key =
                keyNames(mysql, database, table).stream().map(byName::get).toList();
        Map<String, Map<String, String>> rows = new TreeMap<>();
        String list = columns.stream().map(SqlColumn::expression).collect(Collectors.joining(", "));
        try (Statement statement = mysql.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT " + list + " FROM `" + database + "`.`" + table + "`")) {
            while (result.next()) {
                Map<String, String> row = new TreeMap<>();
                Map<String, String> raw = new HashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    raw.put(columns.get(i).name(), result.getString(i + 1));
                    row.put(columns.get(i).name(), columns.get(i).ofText(result.getString(i + 1)));
                }
                String id = key.isEmpty()
                        ? "row " + rows.size()
                        : OwnId.of(
                                key,
                                key.stream()
                                        .map(column -> raw.get(column.name()))
                                        .toList());
                rows.put(id, row);
            }
        }
        return new TableContent(table, key, columns, rows);
    }

    private static List<SqlColumn> columns(Connection mysql, String database, String table) throws SQLException {
        List<SqlColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = mysql.prepareStatement("SELECT COLUMN_NAME, COLUMN_TYPE, EXTRA FROM"
                + " information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION")) {
            statement.setString(1, database);
            statement.setString(2, table);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    columns.add(new SqlColumn(
                            result.getString(1),
                            result.getString(2),
                            result.getString(3).contains("INVISIBLE")));
                }
            }
        }
        return columns;
    }

    /** The primary key, else the first unique one whose columns all hold a value. */
    private static List<String> keyNames(Connection mysql, String database, String table) throws SQLException {
        List<String> primary = texts(
                mysql,
                "SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                        + " AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX",
                database,
                table);
        return primary.isEmpty()
                ? texts(
                        mysql,
                        "SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
                                + " AND INDEX_NAME = 'uq' AND NULLABLE = '' ORDER BY SEQ_IN_INDEX",
                        database,
                        table)
                : primary;
    }

    private static List<String> texts(Connection mysql, String sql, String... parameters) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    texts.add(result.getString(1));
                }
            }
        }
        return texts;
    }
}
