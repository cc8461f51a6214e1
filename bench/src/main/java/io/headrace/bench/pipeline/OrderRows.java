package io.headrace.bench.pipeline;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes and changes many rows of the demo database's orders, by statements that the server runs alone. */
final class OrderRows {

    private static final int ROWS_PER_INSERT = 10_000;

    /** Rows per transaction, as a batch job would change them. */
    private static final int ROWS_PER_CHANGE = 500;

    private static final String INSERT = """
            INSERT INTO orders (id, order_number, customer_id, customer_email, status, total, currency, shipping_address,
                                notes, created_at, updated_at)
            WITH RECURSIVE number (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM number WHERE n < ?)
            SELECT n, CONCAT('BENCH-', n), 1 + n % 320, CONCAT('customer', n % 320, '@example.com'),
                   ELT(1 + n % 5, 'NEW', 'PAID', 'SHIPPED', 'DELIVERED', 'CANCELLED'), n % 100000 / 100, 'EUR',
                   JSON_OBJECT('name', 'Ada Müller', 'street', CONCAT('Bahnhofstrasse ', n % 200), 'city', 'Zürich',
                               'zip', 8000 + n % 99, 'country', 'CH'),
                   IF(n % 3 = 0, NULL, 'Bitte beim Nachbarn klingeln, und zweimal.'),
                   TIMESTAMPADD(MICROSECOND, n * 15485863 % 1000000, TIMESTAMPADD(SECOND, n, '2025-01-02 08:00:00')),
                   TIMESTAMPADD(MICROSECOND, n * 32452843 % 1000000, TIMESTAMPADD(SECOND, n, '2025-01-02 08:00:00'))
            FROM number""";

    private static final String CHANGE =
            "UPDATE orders SET total = total + 1, status = 'SHIPPED', notes = ? WHERE id >= ? AND id < ?";

    private final Connection connection;

    OrderRows(Connection connection) {
        this.connection = connection;
    }

    /** Inserts rows until the table has so many. */
    void fill(int rows) throws SQLException {
        try (Statement session = connection.createStatement()) {
            session.execute("SET SESSION cte_max_recursion_depth = " + 2 * ROWS_PER_INSERT);
        }
        long first = highestId() + 1;
        long last = first + rows - count() - 1;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (long from = first; from <= last; from += ROWS_PER_INSERT) {
                insert.setLong(1, from);
                insert.setLong(2, Math.min(last, from + ROWS_PER_INSERT - 1));
                insert.executeUpdate();
            }
        }
    }

    /**
     * Changes every row once.
     *
     * @param mark what no row has held so far
     */
    void changeAll(String mark) throws SQLException {
        long highest = highestId();
        try (PreparedStatement change = connection.prepareStatement(CHANGE)) {
            for (long from = 0; from <= highest; from += ROWS_PER_CHANGE) {
                change.setString(1, mark);
                change.setLong(2, from);
                change.setLong(3, from + ROWS_PER_CHANGE);
                change.executeUpdate();
            }
        }
    }

    int count() throws SQLException {
        return (int) number("SELECT COUNT(*) FROM orders");
    }

    private long highestId() throws SQLException {
        return number("SELECT MAX(id) FROM orders");
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }
}
