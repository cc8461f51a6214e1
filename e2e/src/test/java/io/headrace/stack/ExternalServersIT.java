package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.stack.client.Login;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import io.headrace.stack.server.StackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./cdc up} on a MySQL and an Elasticsearch that are there before it: two servers of another stack. */
class ExternalServersIT {
    private static final String READING = "reading-secret";
    private static final String CAPTURING = "capturing-secret";
    private static final long ROWS = 1200;
    private static final long LARGEST_TEXT = 1024 * 1024;

    private static LocalStack there;

    @TempDir
    Path folder;

    private LocalStack guard;

    @BeforeAll
    static void startServers() throws SQLException {
        there = alone(List.of());
        there.mysql().start();
        there.elasticsearch().start();
        sql(
                "CREATE USER reader IDENTIFIED BY '" + READING + "'",
                "GRANT SELECT, INSERT ON inventory.* TO reader",
                "CREATE USER capture IDENTIFIED BY '" + CAPTURING + "'",
                "GRANT SELECT ON inventory.* TO capture",
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT, FLUSH_TABLES ON *.* TO capture",
                "CREATE USER watcher IDENTIFIED BY '" + CAPTURING + "'",
                "GRANT SELECT ON inventory.* TO watcher");
    }

    @AfterAll
    static void stopServers() {
        there.close();
    }

    private static LocalStack alone(List<String> mysqlOptions) {
        LocalStack.Builder builder =
                LocalStack.builder().owned(true).ports(Ports.free()).size(Size.SMALL);
        mysqlOptions.forEach(builder::mysqlOption);
        return builder.build();
    }

    /** The command line's servers outlive it: they are to end with this JVM all the same. */
    @BeforeEach
    void setUp() throws Exception {
        sql("DELETE FROM inventory.orders WHERE order_number = 'FOREIGN'");
        ServerData.http("DELETE", elasticsearch() + "/orders-v1?ignore_unavailable=true", "");
        CheckoutCopy.in(folder);
        guard = LocalStack.builder().home(folder).state(state()).owned(true).build();
    }

    @AfterEach
    void stopWhatIsLeft() {
        guard.purge();
        guard.close();
    }

    @Test
    void shouldMakeThePipelineBetweenThemAndLeaveThemAsTheyAre() throws Exception {
        // When: the first start
        CdcProcess.Outcome first = cdc("capture")
                .run(
                        "up",
                        "--small",
                        "--ports",
                        "auto",
                        "-o",
                        "jsonl",
                        "--mysql",
                        jdbcUrl(),
                        "--mysql-user",
                        "reader",
                        "--elasticsearch",
                        elasticsearch());

        // Then
        requireUp(first, ROWS);
        assertThat(serversThatRun()).containsExactly("connect", "kafka", "listener");
        assertThat(textsWith("mysql.user=reader")).hasSize(1);
        assertThat(textsWith(READING, CAPTURING))
                .as("files that hold a password")
                .isEmpty();

        // When: a row comes in, and later commands name no server
        sql(
                "INSERT INTO inventory.orders (order_number, customer_id, customer_email, total, currency, shipping_address)"
                        + " SELECT 'FOREIGN', id, email, 5, 'EUR', '{}' FROM inventory.customers LIMIT 1");
        CdcProcess.Outcome verified = cdc("capture").run("verify", "--table", "inventory.orders", "-o", "jsonl");
        CdcProcess.Outcome again = cdc("capture").run("up", "--small", "--ports", "auto", "-o", "jsonl");
        CdcProcess.Outcome other = cdc("capture").run("up", "--elasticsearch", "http://127.0.0.1:1");

        // Then
        assertThat(verified.exitCode()).as("%s", verified).isZero();
        assertThat(json(verified).path("documents").asLong()).isEqualTo(ROWS + 1);
        requireUp(again, ROWS + 1);
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.progress()).contains("./cdc down --purge");

        // When: all of it is purged, and begun anew
        CdcProcess.Outcome down = cdc("capture").run("down", "--purge");
        List<String> left = serversThatRun();
        CdcProcess.Outcome anew = up("capture", jdbcUrl());

        // Then
        assertThat(down.output())
                .contains("MySQL at " + address() + " is yours")
                .contains("Elasticsearch at ");
        assertThat(left).isEmpty();
        assertThat(new ServerData(there.endpoints(), "unused").count("SELECT COUNT(*) FROM orders"))
                .isEqualTo(ROWS + 1);
        assertThat(ServerData.http("GET", elasticsearch() + "/orders/_count", ""))
                .contains("\"count\":" + (ROWS + 1));
        assertThat(anew.exitCode()).isEqualTo(1);
        assertThat(anew.progress())
                .contains((ROWS + 1) + " documents that this stack did not write, in orders-v1")
                .contains("curl -s -X DELETE '" + elasticsearch() + "/orders-v1'");
        assertThat(serversThatRun()).isEmpty();
    }

    @Test
    void shouldUseOneOfThemBesideItsOwnServers() throws Exception {
        // When
        CdcProcess.Outcome outcome = cdc("capture")
                .run("up", "--small", "--ports", "auto", "-o", "jsonl", "--elasticsearch", elasticsearch());

        // Then
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        assertThat(json(outcome).path("mysql").asText()).isNotEqualTo(jdbcUrl());
        assertThat(serversThatRun()).containsExactly("connect", "kafka", "listener", "mysql");
        assertThat(ServerData.http("GET", elasticsearch() + "/orders/_count", ""))
                .contains("\"count\":" + ROWS);
    }

    @Test
    void shouldCarryTheTablesThatAreNamed() throws Exception {
        // When
        CdcProcess.Outcome outcome = cdc("capture")
                .run(
                        "up",
                        "--small",
                        "--ports",
                        "auto",
                        "-o",
                        "jsonl",
                        "--mysql",
                        jdbcUrl(),
                        "--mysql-user",
                        "reader",
                        "--elasticsearch",
                        elasticsearch(),
                        "--tables",
                        "inventory.customers",
                        "--tables",
                        "inventory.p*",
                        "--out",
                        folder.resolve("pipe").toString());

        // Then
        ServerData.http("DELETE", elasticsearch() + "/inventory-customers-v1,inventory-payments-v1", "");
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        JsonNode up = json(outcome);
        assertThat(up.path("verified").asText()).isEqualTo("MATCH");
        assertThat(up.path("tables").path("tables").findValuesAsText("table"))
                .containsExactly("inventory.customers", "inventory.payments");
        assertThat(up.path("rows").asLong()).isEqualTo(up.path("documents").asLong());
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                ServerData.http("GET", up.path("listener").asText() + "/lanes", ""))
                        .as("rules of the listener")
                        .contains("inventory-customers", "inventory-payments")
                        .doesNotContain("inventory-orders"));
    }

    @Test
    void shouldTakeNoTemplateFromOtherIndices() throws Exception {
        // Given
        String template = elasticsearch() + "/_index_template/orders";
        ServerData.http("PUT", template, "{\"index_patterns\":[\"orders-of-*\"]}");

        // When
        CdcProcess.Outcome outcome = up("capture", jdbcUrl());

        // Then
        ServerData.http("DELETE", template, "");
        requireNothingStarted(outcome, 1, "index template orders: for [\"orders-of-*\"]", "curl -s -X DELETE");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            --mysql         | jdbc:mysql://127.0.0.1:1/inventory | No MySQL answers at 127.0.0.1:1 (Connection refused)
            --mysql         | jdbc:mysql://nowhere.invalid       | No MySQL answers at nowhere.invalid:3306 (unknown host)
            --elasticsearch | http://127.0.0.1:1                 | No Elasticsearch answers at http://127.0.0.1:1
            """)
    void shouldStartNothingWhenNobodyAnswers(String option, String address, String message) throws Exception {
        // When
        CdcProcess.Outcome outcome = cdc("capture").run("up", "--ports", "auto", option, address);

        // Then
        requireNothingStarted(outcome, 3, message, "Correct " + option);
    }

    @Test
    void shouldStartNothingWhenAUserIsRefused() throws Exception {
        // When
        CdcProcess.Outcome outcome = up("nobody", jdbcUrl());

        // Then
        requireNothingStarted(outcome, 3, "refuses the user nobody", "HEADRACE_MYSQL_USER", "HEADRACE_MYSQL_PASSWORD");
    }

    @Test
    void shouldStartNothingWhenTheSourceLacksPrivileges() throws Exception {
        // When
        CdcProcess.Outcome outcome = up("watcher", jdbcUrl());

        // Then
        requireNothingStarted(
                outcome,
                1,
                "privileges of watcher@%: without REPLICATION SLAVE, REPLICATION CLIENT, RELOAD",
                "GRANT REPLICATION SLAVE, REPLICATION CLIENT, RELOAD ON *.* TO 'watcher'@'%';");
    }

    @Test
    void shouldStartNothingOnAServerWithoutBinlog() throws Exception {
        try (LocalStack without = alone(List.of("skip-log-bin"))) {
            // Given
            without.mysql().start();

            // When
            CdcProcess.Outcome outcome = new CdcProcess(folder, Map.of())
                    .run("up", "--ports", "auto", "--mysql", without.endpoints().jdbcUrl());

            // Then
            requireNothingStarted(outcome, 1, "log_bin: 0, needed 1", "start mysqld with --log-bin");
        }
    }

    private CdcProcess.Outcome up(String source, String jdbcUrl) throws Exception {
        return cdc(source)
                .run(
                        "up",
                        "--ports",
                        "auto",
                        "--mysql",
                        jdbcUrl,
                        "--mysql-user",
                        "reader",
                        "--elasticsearch",
                        elasticsearch());
    }

    private CdcProcess cdc(String source) {
        return new CdcProcess(
                folder,
                Map.of(
                        "HEADRACE_MYSQL_USER", source,
                        "HEADRACE_MYSQL_PASSWORD", CAPTURING,
                        "HEADRACE_MYSQL_APP_PASSWORD", READING));
    }

    private static void requireUp(CdcProcess.Outcome outcome, long rows) throws IOException {
        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        JsonNode up = json(outcome);
        assertThat(up.path("verified").asText()).isEqualTo("MATCH");
        assertThat(up.path("documents").asLong()).isEqualTo(rows);
        assertThat(up.path("mysql").asText()).isEqualTo(jdbcUrl());
        assertThat(up.path("elasticsearch").asText()).isEqualTo(elasticsearch());
    }

    private void requireNothingStarted(CdcProcess.Outcome outcome, int exitCode, String... messages)
            throws IOException {
        assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(exitCode);
        assertThat(outcome.progress()).contains(messages).doesNotContain("\tat ", READING, CAPTURING);
        assertThat(outcome.output()).isEmpty();
        assertThat(serversThatRun()).isEmpty();
    }

    /** By the run files of the stack of this test's folder. */
    private List<String> serversThatRun() {
        return guard.servers().stream()
                .filter(StackServer::isAlive)
                .map(StackServer::name)
                .sorted()
                .toList();
    }

    /** Logs, configurations and run files. */
    private List<Path> textsWith(String... secrets) throws IOException {
        try (Stream<Path> files = Files.walk(state())) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toFile().length() < LARGEST_TEXT)
                    .filter(file -> Stream.of(secrets).anyMatch(text(file)::contains))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private Path state() {
        return folder.resolve(".cdc/stack");
    }

    private static JsonNode json(CdcProcess.Outcome outcome) throws IOException {
        return new ObjectMapper().readTree(outcome.output());
    }

    private static String jdbcUrl() {
        return there.endpoints().jdbcUrl();
    }

    private static String address() {
        return "127.0.0.1:" + there.endpoints().mysqlPort();
    }

    private static String elasticsearch() {
        return there.endpoints().elasticsearch().toString();
    }

    private static void sql(String... statements) throws SQLException {
        Login root = there.endpoints().logins().root();
        try (Connection mysql = DriverManager.getConnection(there.endpoints().jdbcUrl(), root.user(), root.password());
                Statement run = mysql.createStatement()) {
            for (String statement : statements) {
                run.execute(statement);
            }
        }
    }
}
