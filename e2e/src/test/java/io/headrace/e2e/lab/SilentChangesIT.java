package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.ApplyConnectors;
import io.headrace.console.connector.Lifecycle;
import io.headrace.console.connector.RecoverSchema;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.Doctor;
import io.headrace.console.server.Problem;
import io.headrace.console.status.PipelineStatus;
import io.headrace.console.status.Status;
import io.headrace.console.validate.Validate;
import io.headrace.console.validate.Validation;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What docs/mysql.md says is noticed, and the ways out that it names, on a real MySQL and a real source. */
class SilentChangesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final Lab lab = new Lab();

    @TempDir
    Path folder;

    @Test
    void shouldCountInTheBinlogWhatNoRowEventTells() throws Exception {
        // Given
        Line line = lab.line("silent").database();
        line.sql(
                "CREATE TABLE part (id INT PRIMARY KEY, note TEXT, prefs JSON)",
                "INSERT INTO part VALUES (1, 'a', '{\"theme\":\"dark\",\"pad\":\"xxxxxxxxxxxxxxxxxxxxxxxx\"}')",
                "CREATE TABLE hit (id INT NOT NULL, d DATE NOT NULL, PRIMARY KEY (id, d)) PARTITION BY RANGE (YEAR(d))"
                        + " (PARTITION p24 VALUES LESS THAN (2025), PARTITION pm VALUES LESS THAN MAXVALUE)");
        line.start();

        // When
        line.sql(
                "SET SESSION binlog_row_value_options = 'PARTIAL_JSON'",
                "UPDATE part SET prefs = JSON_SET(prefs, '$.theme', 'light')",
                "SET SESSION binlog_row_value_options = ''",
                "SET SESSION binlog_format = 'STATEMENT'",
                "UPDATE part SET note = 'hunter2'",
                "SET SESSION binlog_format = 'ROW'",
                "XA START 'x1'",
                "INSERT INTO part VALUES (2, 'b', '{}')",
                "XA END 'x1'",
                "XA PREPARE 'x1'",
                "XA ROLLBACK 'x1'",
                "ALTER TABLE hit DROP PARTITION p24",
                "TRUNCATE TABLE hit");
        line.awaitDelivered();
        Diagnosis diagnosis = new Doctor(lab.target(), "silent.part").run();

        // Then
        assertThat(diagnosis.checks())
                .filteredOn(check -> check.result() == Diagnosis.Result.WARNING)
                .extracting(Diagnosis.Check::about)
                .contains(
                        "partial JSON updates on silent.part",
                        "changes in statement format on silent.part",
                        "XA transactions on silent.part",
                        "XA transactions since server start",
                        "DROP, TRUNCATE or EXCHANGE PARTITION on silent.hit",
                        "TRUNCATE on silent.hit");
        assertThat(diagnosis.toString()).doesNotContain("hunter2");
        line.stop();
    }

    @Test
    void shouldTellATableWhoseTypesTheSourceTakesByAnotherWord() throws Exception {
        // Given
        Line line = lab.line("misread").database();
        line.start();
        line.sql(
                "CREATE TABLE gauge (id INT PRIMARY KEY, f FLOAT4, d REAL)",
                "INSERT INTO gauge VALUES (1, 1.5, 16777217.25)");
        line.awaitDelivered();
        assertThat(line.documents("gauge").get("1").get("f").isNull()).isTrue();

        // When
        Diagnosis diagnosis = new Doctor(lab.target(), "misread.gauge").run();
        Verdict before = verify(false);
        new RecoverSchema(lab.target(), PATIENCE).run(line.sourceName());
        Verdict after = verify(true);

        // Then
        assertThat(diagnosis.checks())
                .filteredOn(check -> check.about().startsWith("CREATE or ALTER TABLE with FLOAT4"))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.about()).endsWith("on misread.gauge");
                    assertThat(check.fix()).startsWith("./cdc recover");
                });
        assertThat(before.stale()).containsExactly(new Verdict.Stale("1", List.of("f", "d")));
        assertThat(after.outcome()).as("%s", after).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(line.documents("gauge").get("1").get("d").decimalValue()).isEqualByComparingTo("16777217.25");
        line.stop();
    }

    private Verdict verify(boolean repair) {
        Verify.Options options = Verify.Options.of("misread.gauge", null);
        return new Verify(lab.target(), repair ? options.withRepair() : options, text -> {}).run();
    }

    @Test
    void shouldRefuseAServerThatWritesPartialJson() throws Exception {
        Line line = lab.line("partial_global").database();
        line.sql("CREATE TABLE hit (id INT NOT NULL, d DATE NOT NULL, PRIMARY KEY (id, d)) PARTITION BY RANGE (YEAR(d))"
                + " (PARTITION pm VALUES LESS THAN MAXVALUE)");
        line.start();
        try {
            lab.sql("SET GLOBAL binlog_row_value_options = 'PARTIAL_JSON'");

            Validation validation = new Validate(lab.target(), List.of(file(line, line.source())), false).run();
            PipelineStatus status = new Status(lab.target(), "partial_global.hit").run();

            assertThat(validation.valid()).isFalse();
            assertThat(validation.checks())
                    .anySatisfy(check -> {
                        assertThat(check.about()).isEqualTo("binlog_row_value_options");
                        assertThat(check.result()).isEqualTo(Diagnosis.Result.FAILED);
                    })
                    .anySatisfy(check -> assertThat(check.about()).isEqualTo("partitions of partial_global.hit"));
            assertThat(status.healthy()).isFalse();
            assertThat(status.hops().get(0).state()).isEqualTo("MISCONFIGURED");
        } finally {
            lab.sql("SET GLOBAL binlog_row_value_options = ''");
            line.stop();
        }
    }

    @Test
    void shouldPassOverTheTransactionOfASessionWithMinimalImages() throws Exception {
        // Given
        Line line = lab.line("minimal").database();
        line.sql(
                "CREATE TABLE part (id INT PRIMARY KEY, name VARCHAR(9), price INT)",
                "INSERT INTO part VALUES (1,'a',1)");
        line.start();
        line.sql("SET SESSION binlog_row_image = 'MINIMAL'", "UPDATE part SET price = 2 WHERE id = 1");
        await().atMost(PATIENCE).until(() -> !line.failures().isEmpty());

        // When
        Diagnosis.Check found = check(new Doctor(lab.target(), "minimal.part").run(), line.sourceName());
        lifecycle(Lifecycle.Action.STOP, line);
        assertThat(line.skip(folder, "part").skipped().tables()).containsExactly("minimal.part");
        lifecycle(Lifecycle.Action.RESUME, line);
        line.sql("INSERT INTO part VALUES (2, 'b', 2)");
        line.awaitDelivered();

        // Then
        assertThat(found.cause()).contains("binlog_row_image = MINIMAL");
        assertThat(found.fix()).startsWith("./cdc offsets skip " + line.sourceName());
        assertThat(line.documents("part")).containsKeys("1", "2");
        assertThat(line.documents("part").get("1").get("name").asText())
                .as("never a null as if written")
                .isEqualTo("a");
        line.stop();
    }

    @Test
    void shouldTakeInATableOnlyOnceItsDefinitionIsKnown() throws Exception {
        // Given
        Line line = lab.line("wider").database();
        line.sql("CREATE TABLE a (id INT PRIMARY KEY)", "INSERT INTO a VALUES (1)");
        line.sql("CREATE TABLE b (id INT PRIMARY KEY, v INT)");
        line.source().put("table.include.list", "wider.marker,wider.a");
        line.start();
        line.source().put("table.include.list", "wider.marker,wider.a,wider.b");
        Path wider = file(line, line.source());
        ApplyConnectors apply = new ApplyConnectors(lab.target(), List.of(wider), false);

        // When
        Validation before = new Validate(lab.target(), List.of(wider), false).run();
        assertThatThrownBy(() -> apply.apply(apply.diff(), PATIENCE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("apply --recover");
        apply.recover(apply.diff(), PATIENCE);
        line.sql("INSERT INTO b VALUES (1, 7)");
        line.awaitDelivered();

        // Then
        assertThat(check(before.checks(), "schema history of " + line.sourceName())
                        .found())
                .isEqualTo("does not know wider.b");
        assertThat(line.documents("b")).containsOnlyKeys("1");
        assertThat(lab.connect()
                        .status(line.sourceName())
                        .at("/connector/state")
                        .asText())
                .isEqualTo("RUNNING");
        line.stop();
    }

    @Test
    void shouldRecoverASourceThatMetATableItDoesNotKnow() throws Exception {
        // Given
        Line line = lab.line("unknown").database();
        line.sql("CREATE TABLE b (id INT PRIMARY KEY, v INT)");
        line.source().put("table.include.list", "unknown.marker");
        line.start();
        line.source().put("table.include.list", "unknown.marker,unknown.b");
        lab.connect().put(line.sourceName(), line.source());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                new Doctor(lab.target(), "unknown.b").run().checks())
                        .anySatisfy(check -> assertThat(check.found()).isEqualTo("does not know unknown.b")));
        line.sql("INSERT INTO b VALUES (1, 7)");
        await().atMost(PATIENCE).until(() -> !line.failures().isEmpty());

        // When
        Diagnosis.Check found = check(new Doctor(lab.target(), "unknown.b").run(), line.sourceName());
        new RecoverSchema(lab.target(), PATIENCE).run(line.sourceName());
        line.awaitDelivered();

        // Then
        assertThat(found.fix()).startsWith("./cdc recover " + line.sourceName());
        assertThat(line.documents("b")).containsOnlyKeys("1");
        line.stop();
    }

    private void lifecycle(Lifecycle.Action action, Line line) {
        new Lifecycle(lab.target(), action, Lifecycle.Tasks.ALL, PATIENCE).run(List.of(line.sourceName()));
    }

    private static Diagnosis.Check check(Diagnosis diagnosis, String about) {
        return check(diagnosis.checks(), about);
    }

    private static Diagnosis.Check check(List<Diagnosis.Check> checks, String about) {
        return checks.stream()
                .filter(check -> check.about().equals(about))
                .findFirst()
                .orElseThrow(() -> new AssertionError(about + " in " + checks));
    }

    private Path file(Line line, Map<String, String> config) throws Exception {
        ObjectNode json = JSON.createObjectNode().put("name", line.sourceName());
        json.set("config", JSON.valueToTree(config));
        return Files.writeString(folder.resolve(line.sourceName() + ".json"), json.toString());
    }
}
