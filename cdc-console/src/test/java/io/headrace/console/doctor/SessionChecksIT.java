package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.scenario.Fixes;
import io.headrace.console.scenario.OperationsIT;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.client.Login;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each look at sessions, accounts and filters of a MySQL, seen firing and seen silent; the shipped one has no performance_schema. */
class SessionChecksIT {

    private static final String SESSIONS = "sessions with their own binlog settings";
    private static final String ACCOUNTS = "accounts that may change them";
    private static final String BATCH = "ba'tch";

    @TempDir
    static Path state;

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.builder()
                .home(OperationsIT.HOME)
                .state(state)
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .mysqlOption("performance_schema = ON")
                .mysqlOption("binlog-ignore-db = scratch")
                .build();
        stack.mysql().start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void removeTheUser() throws SQLException {
        sql("DROP USER IF EXISTS 'ba''tch'@'%'");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            binlog_format            | 'STATEMENT'    | binlog_format = STATEMENT
            binlog_format            | 'MIXED'        | binlog_format = MIXED
            binlog_row_image         | 'MINIMAL'      | binlog_row_image = MINIMAL
            binlog_row_image         | 'NOBLOB'       | binlog_row_image = NOBLOB
            binlog_row_value_options | 'PARTIAL_JSON' | binlog_row_value_options = PARTIAL_JSON
            sql_log_bin              | 0              | sql_log_bin = OFF
            """, quoteCharacter = '"')
    void shouldNameASessionWhileItLives(String variable, String value, String told) throws SQLException {
        batch("SESSION_VARIABLES_ADMIN");
        Diagnosis.Check during;
        try (Connection job = connect(new Login(BATCH, "x"));
                Statement set = job.createStatement()) {
            assertThat(check(SESSIONS).result()).as("before").isEqualTo(Diagnosis.Result.OK);

            set.execute("SET SESSION " + variable + " = " + value);
            during = check(SESSIONS);
        }

        assertThat(during.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(during.found()).startsWith(told + " in session ").endsWith(" of " + BATCH);
        assertThat(during.fix()).contains("./cdc verify --repair");
        Fixes.eventually(() -> assertThat(check(SESSIONS).found()).isEqualTo("none at the moment"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPER", "SESSION_VARIABLES_ADMIN", "SYSTEM_VARIABLES_ADMIN"})
    void shouldNameAnAccountUntilItsPrivilegeIsRevoked(String privilege) throws SQLException {
        assertThat(check(ACCOUNTS).found()).isEqualTo("root only");
        batch(privilege);

        Diagnosis.Check holder = check(ACCOUNTS);
        sql(holder.fix().substring(0, holder.fix().indexOf(";    ")));

        assertThat(holder.result()).isEqualTo(Diagnosis.Result.WARNING);
        assertThat(holder.found()).isEqualTo("'ba''tch'@'%'");
        Fixes.isOk(check(ACCOUNTS));
    }

    @Test
    void shouldTellADatabaseThatIsNotInTheBinlogFromOneWhoseStatementsMayBeMissing() throws SQLException {
        Diagnosis.Check lost = check(root(), "binlog-ignore-db", "inventory", "scratch");
        Diagnosis.Check kept = check(root(), "binlog-ignore-db", "inventory");

        assertThat(lost.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(lost.cause()).contains("those of scratch are never captured");
        assertThat(kept.result()).isEqualTo(Diagnosis.Result.WARNING);
        assertThat(kept.cause()).contains("ALTER TABLE");
    }

    @Test
    void shouldCountXaTransactionsSinceTheStart() throws SQLException {
        String about = "XA transactions since server start";
        Diagnosis.Check before = check(about);

        sql("XA START 'y'", "XA END 'y'", "XA PREPARE 'y'", "XA COMMIT 'y'");

        assertThat(before.result()).isEqualTo(Diagnosis.Result.OK);
        assertThat(check(about).found()).isEqualTo("1 prepared");
    }

    @Test
    void shouldSkipWhatAUserMayNotReadWithTheGrantThatIsMissing() throws SQLException {
        batch("PROCESS");
        Login user = new Login(BATCH, "x");
        for (String about : List.of("binlog filters", SESSIONS, ACCOUNTS)) {
            Diagnosis.Check unread = check(user, about);

            assertThat(unread.result()).as(about).isEqualTo(Diagnosis.Result.SKIPPED);
            sql(unread.fix().split(";\\s*"));
        }

        Fixes.isOk(check(user, SESSIONS));
        Fixes.isOk(check(user, ACCOUNTS));
        assertThat(check(user, "binlog-ignore-db").result()).isEqualTo(Diagnosis.Result.FAILED);
    }

    private static void batch(String privilege) throws SQLException {
        sql("CREATE USER 'ba''tch'@'%' IDENTIFIED BY 'x'", "GRANT " + privilege + " ON *.* TO 'ba''tch'@'%'");
    }

    private static Diagnosis.Check check(String about) throws SQLException {
        return check(root(), about);
    }

    private static Diagnosis.Check check(Login as, String about, String... databases) throws SQLException {
        try (Connection mysql = connect(as)) {
            List<Diagnosis.Check> checks = new SessionChecks(mysql, List.of(databases)).run();
            return checks.stream()
                    .filter(check -> check.about().equals(about))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(about + " in " + checks));
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection mysql = connect(root());
                Statement run = mysql.createStatement()) {
            for (String statement : statements) {
                run.execute(statement);
            }
        }
    }

    private static Login root() {
        return stack.endpoints().logins().root();
    }

    private static Connection connect(Login as) throws SQLException {
        Endpoints at = stack.endpoints();
        String server = at.jdbcUrl().substring(0, at.jdbcUrl().lastIndexOf('/') + 1);
        return DriverManager.getConnection(
                server + "?allowPublicKeyRetrieval=true&sslMode=DISABLED", as.user(), as.password());
    }
}
