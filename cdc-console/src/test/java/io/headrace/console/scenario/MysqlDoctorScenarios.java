package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.MysqlChecks;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MySQL is broken on purpose; the statement that doctor prints is run by its administrator, and doctor is content again. */
abstract class MysqlDoctorScenarios {

    private static final String TABLE = "inventory.orders";
    private static final String USER = "doctor";
    private static final String PASSWORD = "doctor-demo";

    @AfterEach
    void removeTheUser() throws SQLException {
        Fixes.sql("DROP USER IF EXISTS " + USER);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            binlog_format     | binlog_format              | 'STATEMENT'
            binlog_row_image  | binlog_row_image           | 'MINIMAL'
            gtid_mode         | gtid_mode                  | 'ON_PERMISSIVE'
            binlog retention  | binlog_expire_logs_seconds | 3600
            """, quoteCharacter = '"')
    void shouldFindAndMendASettingOfTheServer(String check, String variable, String broken) throws Exception {
        String before = Fixes.text("SELECT @@GLOBAL." + variable);
        try {
            Fixes.sql("SET GLOBAL " + variable + " = " + broken);

            Diagnosis.Check found = Fixes.finding(TABLE, check);
            Fixes.run(found.fix());

            assertThat(found.result()).isNotEqualTo(Diagnosis.Result.OK);
            assertThat(found.cause()).isNotEmpty();
            Fixes.requireMended(TABLE, check);
        } finally {
            String value = before.matches("\\d+") ? before : "'" + before + "'";
            Fixes.sql("SET GLOBAL " + variable + " = " + value, "RESET PERSIST IF EXISTS " + variable);
        }
    }

    @Test
    void shouldFindAndMendATableWithoutKeyAndOneThatCascades() throws Exception {
        String table = "inventory.doctor_child";
        Fixes.sql(
                "CREATE TABLE inventory.doctor_parent (id INT PRIMARY KEY)",
                "CREATE TABLE inventory.doctor_child (parent INT, CONSTRAINT doctor_fk FOREIGN KEY (parent) REFERENCES"
                        + " inventory.doctor_parent (id) ON DELETE CASCADE)");
        try {
            Diagnosis.Check cascade = Fixes.finding(table, "foreign keys of " + table);
            Diagnosis.Check key = Fixes.finding(table, "primary key of " + table);
            Fixes.run(cascade.fix());
            Fixes.run(key.fix());

            assertThat(List.of(cascade.result(), key.result())).containsOnly(Diagnosis.Result.FAILED);
            Fixes.requireMended(table, cascade.about());
            Fixes.requireMended(table, key.about());
        } finally {
            Fixes.sql("DROP TABLE inventory.doctor_child, inventory.doctor_parent");
        }
    }

    @Test
    void shouldFindAndMendATableThatTheUserMayNotRead() throws Exception {
        Fixes.sql(
                "CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT SELECT ON inventory.customers TO " + USER);

        Diagnosis.Check unseen = Fixes.finding(as(PASSWORD), TABLE, "table " + TABLE);
        Fixes.run(unseen.fix());

        assertThat(unseen.result()).isEqualTo(Diagnosis.Result.FAILED);
        Fixes.requireMended(as(PASSWORD), TABLE, "primary key of " + TABLE);
    }

    @Test
    void shouldFindAndMendPrivilegesThatASourceNeeds() throws Exception {
        // Given: all privileges on the database, which are not those of the server
        Fixes.sql(
                "CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'",
                "GRANT ALL PRIVILEGES ON inventory.* TO " + USER);

        Diagnosis.Check lacking = privileges();
        Fixes.run(lacking.fix());

        assertThat(lacking.result()).isEqualTo(Diagnosis.Result.WARNING);
        assertThat(lacking.found()).isEqualTo("without REPLICATION SLAVE, REPLICATION CLIENT");
        Fixes.isOk(privileges());
    }

    @Test
    void shouldTellARefusedUserFromASilentServer() throws Exception {
        Fixes.sql("CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'");

        Diagnosis.Check refused = Fixes.finding(as("hunter2"), TABLE, "MySQL accepts this user");

        assertThat(refused.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(refused.found()).contains("rejects user " + USER).doesNotContain("hunter2");
        assertThat(refused.fix()).startsWith("./cdc doctor --profile");
    }

    private static Diagnosis.Check privileges() throws SQLException {
        try (Connection mysql = new Database(as(PASSWORD)).open()) {
            return new MysqlChecks(mysql).privileges();
        }
    }

    private static PipelineEndpoints as(String password) {
        PipelineEndpoints all = OperationsIT.target;
        return PipelineEndpoints.builder()
                .connect(all.connect())
                .kafka(all.bootstrapServers())
                .mysql(all.jdbcUrl(), USER, password)
                .elasticsearch(all.elasticsearch())
                .build();
    }
}
