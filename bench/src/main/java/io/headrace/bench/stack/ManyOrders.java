package io.headrace.bench.stack;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Orders by the hundred thousand, made by MySQL itself from their numbers. */
final class ManyOrders {

    private static final int AT_ONCE = 50_000;

    private ManyOrders() {}

    static void insert(Connection mysql, int orders) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute("SET SESSION cte_max_recursion_depth = 1000000");
            for (int from = 0; from < orders; from += AT_ONCE) {
                int last = Math.min(orders, from + AT_ONCE) - 1;
                statement.execute(
                        "INSERT INTO orders (order_number, customer_id, customer_email, status, total, currency,"
                                + " shipping_address, notes, created_at) WITH RECURSIVE number (n) AS (SELECT " + from
                                + " UNION ALL SELECT n + 1 FROM number WHERE n < " + last
                                + ") SELECT CONCAT('MANY-', n), c.id,"
                                + " c.email, ELT(1 + n % 3, 'NEW', 'PAID', 'SHIPPED'), 5 + n % 99999 / 100, 'EUR',"
                                + " JSON_OBJECT('name', c.full_name, 'street', CONCAT('Bahnhofstrasse ', n % 200), 'city', 'Zürich',"
                                + " 'zip', LPAD(n % 9000, 4, '8'), 'country', 'CH'), IF(n % 3 = 0, 'Gift wrap, please.', NULL),"
                                + " TIMESTAMPADD(SECOND, n, '2025-01-02 08:00:00') FROM number JOIN customers c"
                                + " ON c.id = 1 + n % 300");
            }
        }
    }
}
