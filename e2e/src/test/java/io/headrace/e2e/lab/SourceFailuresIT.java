package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.ApplyConnectors;
import io.headrace.console.connector.Lifecycle;
import io.headrace.console.connector.Offsets;
import io.headrace.console.connector.RecoverSchema;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.Doctor;
import io.headrace.console.pipeline.GtidSet;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Messages of docs/mysql.md with which a real source stops, told by doctor, and their ways out, each to its end. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SourceFailuresIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of transactions that a test has to name later. */
    private static final String OWN_GTIDS = "aaaaaaaa-0000-11ef-8000-000000000001:";

    @RegisterExtension
    static final Lab LAB = new Lab();

    @TempDir
    Path folder;

    private static Line line;

    @BeforeAll
    static void start() throws SQLException {
        line = LAB.line("stops").database();
        line.sql(
                "CREATE TABLE t (id INT PRIMARY KEY, d DATE, body LONGTEXT)",
                "INSERT INTO t VALUES (1, '2026-11-30', 'a')");
        line.start();
    }

    @AfterAll
    static void stop() {
        line.stop();
    }

    @Test
    @Order(1)
    void shouldComeBackFromAStatementThatTheParserRefuses() throws Exception {
        // Given
        line.sql("CREATE TABLE url (id INT PRIMARY KEY, v INT)", "INSERT INTO url VALUES (1, 1)");
        Diagnosis.Check found = awaitFailure("DDL statement couldn't be parsed");
        assertThat(found.fix()).contains("schema.history.internal.skip.unparseable.ddl", "./cdc recover");

        // When
        line.source().put("schema.history.internal.skip.unparseable.ddl", "true");
        apply();
        awaitFailure("whose schema isn't known to this connector");
        new RecoverSchema(LAB.target(), PATIENCE).run(line.sourceName());

        // Then
        requireWhole("url");
        line.sql("UPDATE url SET v = 2");
        requireWhole("url");
        assertThat(line.documents("url").get("1").get("v").asInt()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void shouldComeBackFromADateThatDoesNotExist() throws Exception {
        // Given
        line.sql(
                "SET SESSION sql_mode = 'ALLOW_INVALID_DATES', gtid_next = '" + OWN_GTIDS + "1'",
                "INSERT INTO t VALUES (2, '2023-02-31', 'b')",
                "SET SESSION gtid_next = 'AUTOMATIC'");
        Diagnosis.Check found = awaitFailure("Invalid date");
        assertThat(found.fix()).contains("./cdc offsets skip " + line.sourceName());

        // When: the correction has the date in its row before
        line.sql(
                "SET SESSION gtid_next = '" + OWN_GTIDS + "2'",
                "UPDATE t SET d = NULL WHERE id = 2",
                "SET SESSION gtid_next = 'AUTOMATIC'");
        skip(OWN_GTIDS + "1");
        awaitFailure("Invalid date");
        skip(OWN_GTIDS + "2");

        // Then
        requireWhole("t");
        assertThat(line.documents("t").get("2").get("d").isNull()).isTrue();
    }

    @Test
    @Order(3)
    void shouldComeBackFromARecordThatTheProducerDoesNotTake() throws Exception {
        // Given
        String largest = line.source().get("producer.override.max.request.size");
        line.source().put("producer.override.max.request.size", "100000");
        apply();
        line.sql("INSERT INTO t VALUES (3, NULL, REPEAT('x', 200000))");
        Diagnosis.Check found = awaitFailure("RecordTooLargeException");
        assertThat(found.fix()).contains("producer.override.max.request.size");

        // When
        line.source().put("producer.override.max.request.size", largest);
        apply();

        // Then
        requireWhole("t");
    }

    @Test
    @Order(4)
    void shouldComeBackFromALostSchemaHistory() throws Exception {
        // Given
        lifecycle(Lifecycle.Action.STOP);
        line.sql("INSERT INTO t VALUES (4, NULL, 'd')");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", LAB.at().bootstrapServers()))) {
            admin.deleteTopics(List.of("schema-history.stops")).all().get();
        }
        resume();
        Diagnosis.Check found = awaitFailure("db history topic");
        assertThat(found.fix()).startsWith("./cdc recover " + line.sourceName());

        // When
        new RecoverSchema(LAB.target(), PATIENCE).run(line.sourceName());

        // Then
        requireWhole("t");
    }

    @Test
    @Order(5)
    void shouldComeBackFromAPurgedBinlog() throws Exception {
        // Given
        lifecycle(Lifecycle.Action.STOP);
        line.sql("DELETE FROM t WHERE id = 4", "INSERT INTO t VALUES (5, NULL, 'e')", "FLUSH BINARY LOGS");
        line.sql("PURGE BINARY LOGS TO '" + newestBinlog() + "'");
        resume();
        Diagnosis.Check found = awaitFailure("no longer available on the server");
        assertThat(found.fix()).contains("when_needed");

        // When
        line.source().put("snapshot.mode", "when_needed");
        apply();

        // Then
        requireWhole("t");
        assertThat(line.documents("t")).containsOnlyKeys("1", "2", "3", "5");
    }

    @Test
    @Order(6)
    void shouldComeBackFromAServerThatWritesNoWholeImages() throws Exception {
        // Given
        LAB.sql("SET GLOBAL binlog_row_image = 'MINIMAL'");
        try {
            LAB.connect().send("POST", "/connectors/" + line.sourceName() + "/restart?includeTasks=true", "");
            Diagnosis.Check found = awaitFailure("FULL binlog_row_image");
            assertThat(found.fix()).contains("SET PERSIST");
        } finally {
            LAB.sql("SET GLOBAL binlog_row_image = 'FULL'");
        }

        // When
        restart();

        // Then
        line.sql("INSERT INTO t VALUES (6, NULL, 'f')");
        requireWhole("t");
    }

    @Test
    @Order(7)
    void shouldComeBackFromAPasswordThatIsRefused() throws Exception {
        // Given
        String password = LAB.at().logins().debezium().password();
        LAB.sql("ALTER USER 'debezium'@'%' IDENTIFIED BY 'another'");
        try {
            LAB.connect().send("POST", "/connectors/" + line.sourceName() + "/restart?includeTasks=true", "");
            Diagnosis.Check found = awaitFailure("Access denied");
            assertThat(found.fix()).contains("./cdc validate");
        } finally {
            LAB.sql("ALTER USER 'debezium'@'%' IDENTIFIED BY '" + password + "'");
        }

        // When
        restart();

        // Then
        line.sql("INSERT INTO t VALUES (7, NULL, 'g')");
        requireWhole("t");
    }

    @Test
    @Order(8)
    void shouldComeBackFromAColumnBeforeAGeneratedKey() throws Exception {
        // Given
        line.sql(
                "SET SESSION sql_generate_invisible_primary_key = ON",
                "CREATE TABLE hidden (c INT, d DATETIME(6))",
                "INSERT INTO hidden (c) VALUES (1)",
                "ALTER TABLE hidden MODIFY COLUMN d DATETIME(6) FIRST",
                "INSERT INTO hidden (c) VALUES (2)");
        Diagnosis.Check found = awaitFailure("my_row_id");
        assertThat(found.fix()).contains("table.exclude.list", "./cdc apply --recover");

        // When
        line.source().put("table.exclude.list", "stops\\.hidden");
        apply();
        line.awaitDelivered();
        line.source().remove("table.exclude.list");
        ApplyConnectors again = changes();
        again.recover(again.diff(), PATIENCE);
        line.sql("INSERT INTO hidden (c) VALUES (3)");
        line.awaitDelivered();

        // Then: a repair needs a list of columns first, since one is INVISIBLE
        assertThat(line.documents("hidden").get("3").get("c").asInt()).isEqualTo(3);
    }

    @Test
    @Order(9)
    void shouldNeedTheSettingNoMoreThatPassedTheStatementOver() throws Exception {
        // When
        line.source().remove("schema.history.internal.skip.unparseable.ddl");
        apply();

        // Then
        line.sql("INSERT INTO url VALUES (8, 8)");
        requireWhole("url");
    }

    private static String newestBinlog() throws SQLException {
        try (Connection mysql = LAB.mysql();
                Statement statement = mysql.createStatement();
                ResultSet status = statement.executeQuery("SHOW MASTER STATUS")) {
            status.next();
            return status.getString(1);
        }
    }

    /** Waits until the source has failed with this message, and answers what doctor says of it. */
    private Diagnosis.Check awaitFailure(String message) {
        await().atMost(PATIENCE).until(() -> LAB.connect().failure(line.sourceName()), text -> text.contains(message));
        return new Doctor(LAB.target(), "stops.t")
                .run().checks().stream()
                        .filter(check -> check.about().equals(line.sourceName()))
                        .findFirst()
                        .orElseThrow();
    }

    /** What is written now arrives, and what was written before is there or comes by a repair. */
    private static void requireWhole(String table) throws SQLException {
        line.awaitDelivered();
        Verify.Options options = Verify.Options.of("stops." + table, null).withRepair();
        Verdict verdict = new Verify(LAB.target(), options, text -> {}).run();
        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Verdict.Outcome.MATCH);
    }

    private void apply() throws Exception {
        ApplyConnectors apply = changes();
        apply.apply(apply.diff(), PATIENCE);
    }

    private ApplyConnectors changes() throws Exception {
        ObjectNode json = JSON.createObjectNode().put("name", line.sourceName());
        json.set("config", JSON.valueToTree(line.source()));
        Path file = Files.writeString(folder.resolve(line.sourceName() + ".json"), json.toString());
        return new ApplyConnectors(LAB.target(), List.of(file), false);
    }

    private static void lifecycle(Lifecycle.Action action) {
        new Lifecycle(LAB.target(), action, Lifecycle.Tasks.ALL, PATIENCE).run(List.of(line.sourceName()));
    }

    /**
     * The message of this failure tells no transaction: it is given as the worker's log has it. Debezium reads on after it,
     * and stores a place behind the transaction when a poll ends at the wrong moment; then there is nothing to skip.
     */
    private void skip(String gtid) {
        lifecycle(Lifecycle.Action.STOP);
        Offsets offsets = new Offsets(LAB.target(), line.sourceName(), folder);
        if (hasRead(offsets, gtid)) {
            assertThatThrownBy(() -> offsets.skip(gtid)).hasMessageContaining("./cdc verify --repair");
        } else {
            assertThat(offsets.skip(gtid).skipped().tables()).containsExactly("stops.t");
        }
        lifecycle(Lifecycle.Action.RESUME);
    }

    private static boolean hasRead(Offsets offsets, String gtid) {
        Object reached = offsets.get().offsets().get(0).offset().get("gtids");
        return GtidSet.parse(String.valueOf(reached)).containsAll(GtidSet.parse(gtid));
    }

    private static void resume() {
        LAB.connect().send("PUT", "/connectors/" + line.sourceName() + "/resume", "");
    }

    private static void restart() {
        new Lifecycle(LAB.target(), Lifecycle.Action.RESTART, Lifecycle.Tasks.FAILED, PATIENCE)
                .run(List.of(line.sourceName()));
    }
}
