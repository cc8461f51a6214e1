package io.headrace.console.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.stack.Login;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check is broken on purpose; what doctor prints as its fix is run, and doctor is content again. */
abstract class DoctorScenarios {

    private static final String TABLE = "inventory.orders";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            binlog_format     | SET GLOBAL binlog_format = 'STATEMENT'
            binlog_row_image  | SET GLOBAL binlog_row_image = 'MINIMAL'
            gtid_mode         | SET GLOBAL gtid_mode = 'ON_PERMISSIVE'
            binlog retention  | SET GLOBAL binlog_expire_logs_seconds = 3600
            """)
    void shouldFindAndMendASettingOfTheServer(String check, String breaking) throws Exception {
        sql(breaking);

        Diagnosis.Check found = check(TABLE, check);
        sql(found.fix());

        assertThat(found.result()).isNotEqualTo(Diagnosis.Result.OK);
        assertThat(found.cause()).isNotEmpty();
        assertThat(check(TABLE, check).result()).isEqualTo(Diagnosis.Result.OK);
    }

    @Test
    void shouldFindAndMendATableWithoutKeyAndOneThatCascades() throws Exception {
        sql("CREATE TABLE inventory.doctor_parent (id INT PRIMARY KEY)");
        sql("CREATE TABLE inventory.doctor_child (parent INT, CONSTRAINT doctor_fk FOREIGN KEY (parent) REFERENCES"
                + " inventory.doctor_parent (id) ON DELETE CASCADE)");
        try {
            Diagnosis.Check cascade = check("inventory.doctor_child", "foreign keys of inventory.doctor_child");
            Diagnosis.Check key = check("inventory.doctor_child", "primary key of inventory.doctor_child");
            sql(cascade.fix().replaceFirst(";.*", ""));
            sql(key.fix());

            assertThat(List.of(cascade.result(), key.result())).containsOnly(Diagnosis.Result.FAILED);
            assertThat(check("inventory.doctor_child", cascade.about()).result())
                    .isEqualTo(Diagnosis.Result.OK);
            assertThat(check("inventory.doctor_child", key.about()).result()).isEqualTo(Diagnosis.Result.OK);
        } finally {
            sql("DROP TABLE inventory.doctor_child, inventory.doctor_parent");
        }
    }

    @Test
    void shouldFindAndMendAPausedConnector() throws Exception {
        new Lifecycle(OperationsIT.target, Lifecycle.Action.PAUSE, Lifecycle.Tasks.ALL, OperationsIT.LONG)
                .run(List.of("elasticsearch-sink"));

        Diagnosis.Check found = check(TABLE, "elasticsearch-sink");
        assertThat(found.fix()).startsWith("./cdc ");
        Process fix = CommandLine.start(found.fix().substring("./cdc ".length()).split(" "));

        assertThat(fix.waitFor(3, TimeUnit.MINUTES) && fix.exitValue() == 0)
                .as(found.fix())
                .isTrue();
        assertThat(found.found()).isEqualTo("PAUSED");
        assertThat(check(TABLE, "elasticsearch-sink").result()).isEqualTo(Diagnosis.Result.OK);
    }

    @Test
    void shouldFindAndMendAnIndexThatTakesNoWrites() throws Exception {
        new Rest("Elasticsearch", OperationsIT.target.elasticsearch())
                .put("/orders/_settings", "{\"index.blocks.read_only_allow_delete\":true}");

        Diagnosis.Check found = check(TABLE, "writes to orders");
        shell(found.fix());

        assertThat(found.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(check(TABLE, "writes to orders").result()).isEqualTo(Diagnosis.Result.OK);
    }

    @Test
    void shouldFindAndMendAMissingAlias() throws Exception {
        Rest elasticsearch = new Rest("Elasticsearch", OperationsIT.target.elasticsearch());
        String index =
                new SearchRest(OperationsIT.target).indices("orders").iterator().next();
        elasticsearch.delete("/" + index + "/_alias/orders", null);

        Diagnosis.Check found = check(TABLE, "index orders");
        shell(found.fix());

        assertThat(found.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(check(TABLE, "index orders").result()).isEqualTo(Diagnosis.Result.OK);
    }

    @Test
    void shouldSayWhichServersDoNotAnswer() {
        java.net.URI nowhere = java.net.URI.create("http://127.0.0.1:1");
        Target away = new Target(nowhere, "127.0.0.1:1", "jdbc:mysql://127.0.0.1:1/x", "x", "", nowhere, null);

        Diagnosis diagnosis = new Doctor(away, TABLE).run();

        assertThat(diagnosis.healthy()).isFalse();
        assertThat(diagnosis.checks())
                .filteredOn(c -> c.about().endsWith(" answers"))
                .extracting(Diagnosis.Check::about)
                .contains("MySQL answers", "Kafka Connect answers");
    }

    @Test
    void shouldWriteABundleWithoutSecretsAndRowValues() throws Exception {
        // Given: a connector with a literal secret, whose task fails with a message that quotes a value
        ConnectRest connect = new ConnectRest(OperationsIT.target);
        ObjectNode config = connect.config("elasticsearch-sink").orElseThrow().deepCopy();
        config.put("name", "bundled").put("tasks.max", "1").put("connection.password", "hunter2");
        config.put("connection.username", "ann").put("errors.deadletterqueue.topic.name", "dlq.bundled");
        connect.putConfig("bundled", config);
        try {
            Path file = folder.resolve("support.zip");

            // When
            new SupportBundle(OperationsIT.target, TABLE).write(file);

            // Then
            String all = unzipped(file);
            assertThat(all)
                    .contains("doctor.json", "connectors/bundled.json", "(hidden)", "${env:HEADRACE_MYSQL_PASSWORD}");
            assertThat(all)
                    .doesNotContain("hunter2", "no time at all", "@example", OperationsIT.target.mysqlPassword());
        } finally {
            connect.delete("bundled");
        }
    }

    private static Diagnosis.Check check(String table, String about) {
        Diagnosis.Check[] found = new Diagnosis.Check[1];
        await().atMost(OperationsIT.LONG).until(() -> {
            found[0] = new Doctor(OperationsIT.target, table)
                    .run().checks().stream()
                            .filter(check -> check.about().equals(about))
                            .findFirst()
                            .orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    private static void sql(String statement) throws SQLException {
        Login root = OperationsIT.stack.endpoints().logins().root();
        try (Connection mysql = DriverManager.getConnection(
                        OperationsIT.target.jdbcUrl() + "?allowPublicKeyRetrieval=true&sslMode=PREFERRED",
                        root.user(),
                        root.password());
                Statement run = mysql.createStatement()) {
            run.execute(statement.replaceFirst(";$", ""));
        }
    }

    private static void shell(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0)
                .as(command)
                .isTrue();
    }

    private static String unzipped(Path file) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.write((entry.getName() + "\n").getBytes(StandardCharsets.UTF_8));
                zip.transferTo(all);
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
