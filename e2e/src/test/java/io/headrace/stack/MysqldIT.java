package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.stack.client.Login;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MySQL alone, as a fixture that needs nothing else starts it. */
class MysqldIT {
    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.builder()
                .owned(true)
                .ports(Ports.free())
                .size(Size.SMALL)
                .build();
        stack.mysql().start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({
        "log_bin, 1",
        "binlog_format, ROW",
        "binlog_row_image, FULL",
        "binlog_row_metadata, FULL",
        "gtid_mode, ON",
        "enforce_gtid_consistency, ON",
        "time_zone, +00:00",
        "bind_address, 127.0.0.1"
    })
    void shouldBeSetUpForChangeCapture(String variable, String value) throws SQLException {
        assertThat(ask(stack.endpoints().logins().root(), "SELECT @@GLOBAL." + variable))
                .isEqualTo(value);
    }

    @Test
    void shouldLetDebeziumReadTheTablesAndTheBinlog() throws SQLException {
        // Given
        Login debezium = stack.endpoints().logins().debezium();

        // Then
        assertThat(ask(debezium, "SELECT COUNT(*) FROM orders")).isEqualTo("1200");
        assertThat(ask(debezium, "SHOW MASTER STATUS")).startsWith("binlog.");
    }

    @Test
    void shouldNotLetDebeziumWrite() {
        // Given
        Login debezium = stack.endpoints().logins().debezium();

        // Then
        assertThatThrownBy(() -> ask(debezium, "DELETE FROM orders"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
    }

    @Test
    void shouldLetTheApplicationChangeRowsAndTables() throws SQLException {
        // Given
        Login app = stack.endpoints().logins().app();

        // When
        ask(app, "CREATE TABLE scratch (id INT PRIMARY KEY)");
        ask(app, "ALTER TABLE scratch ADD COLUMN note TEXT, ADD INDEX notes (note(20))");
        ask(app, "INSERT INTO scratch VALUES (1, 'a')");

        // Then
        assertThat(ask(app, "SELECT note FROM scratch")).isEqualTo("a");
        ask(app, "DROP TABLE scratch");
    }

    @Test
    void shouldNotDeleteByCascade() throws SQLException {
        assertThat(
                        ask(
                                stack.endpoints().logins().app(),
                                "SELECT COUNT(*) FROM information_schema.referential_constraints WHERE delete_rule = 'CASCADE'"))
                .isEqualTo("0");
    }

    @Test
    void shouldLoadTheSameRowsAtEveryStart() throws SQLException {
        assertThat(
                        ask(
                                stack.endpoints().logins().app(),
                                "SELECT SHA2(GROUP_CONCAT(CONCAT_WS('|', id, order_number, customer_id, customer_email, status, total, currency,"
                                        + " shipping_address, notes, created_at, updated_at) ORDER BY id), 256) FROM orders WHERE id <= 5"))
                .isEqualTo("35221d8d261a3a30220b80d03d0132744b971a65eca06467c951c56094b44098");
    }

    private static String ask(Login login, String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(stack.endpoints().jdbcUrl(), login.user(), login.password());
                Statement execution = connection.createStatement()) {
            if (!execution.execute(statement)) {
                return "";
            }
            try (ResultSet rows = execution.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }
}
