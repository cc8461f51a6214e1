package io.headrace.console.workload;

import io.headrace.console.server.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows come, change and go. Only rows that were inserted here are ever changed or removed, each by its whole
 * key; rows of a table that others refer to stay. For one thread.
 */
final class WorkedTable {

    enum Change {
        INSERT,
        UPDATE,
        DELETE
    }

    private static final int OWN_ROWS = 2_000;
    private static final int FEW = 10;
    private static final int DUPLICATE_KEY = 1062;

    private final Connection mysql;
    private final RowMaker maker;
    /** Keys of rows that were inserted here and are there. */
    private final Deque<List<Object>> own = new ArrayDeque<>();

    private long made;

    WorkedTable(Connection mysql, RowMaker maker) {
        this.mysql = mysql;
        this.maker = maker;
    }

    String name() {
        return maker.shape().table();
    }

    /** Commits one change. */
    Change next() throws SQLException {
        if (own.size() < FEW || maker.random().nextInt(100) < 40) {
            try {
                return insert();
            } catch (SQLException e) {
                // a table whose key has few values is full soon: what is there changes on
                if (e.getErrorCode() != DUPLICATE_KEY
                        || own.isEmpty()
                        || maker.changeable().isEmpty()) {
                    throw e;
                }
            }
        }
        List<Object> row = own.remove();
        if (maker.random().nextInt(100) < 10 && maker.shape().referenced().isEmpty()) {
            return delete(row);
        }
        own.add(row);
        return maker.changeable().isEmpty() ? insert() : update(row);
    }

    private Change insert() throws SQLException {
        Map<String, @Nullable Object> row = maker.row(made++);
        String sql = "INSERT INTO " + Database.quotedTable(name()) + " ("
                + row.keySet().stream().map(Database::quoted).collect(Collectors.joining(", ")) + ") VALUES ("
                + row.keySet().stream().map(maker::placeholder).collect(Collectors.joining(", ")) + ")";
        try (PreparedStatement statement = mysql.prepareStatement(sql, PreparedStatement.RETURN_GENERATED_KEYS)) {
            int place = 1;
            for (Object value : row.values()) {
                statement.setObject(place++, value);
            }
            statement.executeUpdate();
            List<Object> key = key(row, statement);
            if (!key.isEmpty() && own.size() < OWN_ROWS) {
                own.add(key);
            }
        }
        return Change.INSERT;
    }

    /** Empty if it can't be told. */
    private List<Object> key(Map<String, @Nullable Object> row, PreparedStatement statement) throws SQLException {
        List<Object> key = new ArrayList<>();
        for (String column : maker.shape().key()) {
            Object value = row.get(column);
            if (value == null) {
                try (ResultSet counted = statement.getGeneratedKeys()) {
                    value = counted.next() ? counted.getObject(1) : null;
                }
            }
            if (value == null) {
                return List.of();
            }
            key.add(value);
        }
        return key;
    }

    private Change update(List<Object> key) throws SQLException {
        String column =
                maker.changeable().get(maker.random().nextInt(maker.changeable().size()));
        Object value =
                Objects.requireNonNull(maker.values().get(column)).value().apply(made);
        String sql = "UPDATE " + Database.quotedTable(name()) + " SET " + Database.quoted(column) + " = "
                + maker.placeholder(column) + " WHERE " + isTheRow();
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            statement.setObject(1, value);
            bind(statement, 2, key);
            statement.executeUpdate();
        }
        return Change.UPDATE;
    }

    private Change delete(List<Object> key) throws SQLException {
        String sql = "DELETE FROM " + Database.quotedTable(name()) + " WHERE " + isTheRow();
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            bind(statement, 1, key);
            statement.executeUpdate();
        }
        return Change.DELETE;
    }

    private String isTheRow() {
        return maker.shape().key().stream()
                .map(column -> Database.quoted(column) + " = " + maker.placeholder(column))
                .collect(Collectors.joining(" AND "));
    }

    private static void bind(PreparedStatement statement, int first, List<Object> key) throws SQLException {
        for (int i = 0; i < key.size(); i++) {
            statement.setObject(first + i, key.get(i));
        }
    }
}
