package io.headrace.console.op;

import io.headrace.console.compare.Column;
import io.headrace.console.compare.KeyColumn;
import io.headrace.console.compare.KeyTable;
import io.headrace.console.compare.TypeTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of one table: those of its primary key, in its order, and those to compare.
 *
 * @param notCompared columns that are not compared, each with the reason in parentheses
 */
record TableColumns(List<KeyColumn> key, List<Column> compared, List<String> notCompared) {

    private record Found(String name, String dataType, String columnType) {}

    TableColumns {
        key = List.copyOf(key);
        compared = List.copyOf(compared);
        notCompared = List.copyOf(notCompared);
    }

    /**
     * @param indexed the fields that the index holds: other columns are not compared
     * @param unknown columns that can't be compared, with the reason
     * @throws Problem when the table has no primary key, or one whose ids can't be told
     */
    static TableColumns of(
            Connection mysql,
            Route route,
            TypeTable types,
            KeyTable keyTypes,
            Set<String> indexed,
            Map<String, String> unknown)
            throws SQLException {
        List<Column> compared = new ArrayList<>();
        List<String> notCompared = new ArrayList<>();
        List<Found> all = columns(mysql, route);
        for (Found column : all) {
            String name = column.name();
            if (unknown.containsKey(name)) {
                notCompared.add(name + " (" + unknown.get(name) + ")");
            } else if (!indexed.contains(name)) {
                notCompared.add(name + " (not in the index)");
            } else {
                types.column(name, column.dataType(), column.columnType())
                        .ifPresentOrElse(
                                compared::add, () -> notCompared.add(name + " (type " + column.dataType() + ")"));
            }
        }
        return new TableColumns(key(mysql, route, keyTypes, all), compared, notCompared);
    }

    private static List<KeyColumn> key(Connection mysql, Route route, KeyTable keyTypes, List<Found> all)
            throws SQLException {
        List<KeyColumn> key = new ArrayList<>();
        String sql = "SELECT COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = ? AND"
                + " TABLE_NAME = ? AND CONSTRAINT_NAME = 'PRIMARY' ORDER BY ORDINAL_POSITION";
        try (PreparedStatement statement = of(mysql, route, sql);
                ResultSet names = statement.executeQuery()) {
            while (names.next()) {
                String name = names.getString(1);
                Found column = all.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow();
                key.add(keyTypes.column(name, column.dataType(), column.columnType())
                        .orElseThrow(() -> new Problem(
                                Problem.Kind.FAILED,
                                "verify can't tell document ids from key column " + name + " of " + route.table()
                                        + ": its type is " + column.columnType()
                                        + ". Types that it can: whole numbers, text, date, bytes.")));
            }
        }
        if (key.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "verify needs a table with a primary key, and the right to read it; " + route.table()
                            + " has none, is not there, or is not visible to this user.");
        }
        return key;
    }

    private static List<Found> columns(Connection mysql, Route route) throws SQLException {
        List<Found> found = new ArrayList<>();
        String sql = "SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE FROM information_schema.COLUMNS"
                + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";
        try (PreparedStatement statement = of(mysql, route, sql);
                ResultSet columns = statement.executeQuery()) {
            while (columns.next()) {
                found.add(new Found(columns.getString(1), columns.getString(2), columns.getString(3)));
            }
        }
        return found;
    }

    private static PreparedStatement of(Connection mysql, Route route, String sql) throws SQLException {
        PreparedStatement statement = mysql.prepareStatement(sql);
        statement.setString(1, route.database());
        statement.setString(2, route.tableName());
        return statement;
    }
}
