package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.Lifecycle;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.Doctor;
import io.headrace.console.doctor.SupportBundle;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connectors are broken on purpose; what doctor prints as its fix is run, and doctor is content again. */
abstract class DoctorScenarios {

    private static final String TABLE = "inventory.orders";
    private static final String SINK = "elasticsearch-sink";

    @TempDir
    Path folder;

    private final ConnectRest connect = new ConnectRest(OperationsIT.target);

    @Test
    void shouldFindAndMendAPausedConnector() throws Exception {
        new Lifecycle(OperationsIT.target, Lifecycle.Action.PAUSE, Lifecycle.Tasks.ALL, OperationsIT.LONG)
                .run(List.of(SINK));

        Diagnosis.Check found = Fixes.finding(TABLE, SINK);
        Fixes.run(found.fix());

        assertThat(found.found()).isEqualTo("PAUSED");
        Fixes.requireMended(TABLE, SINK);
    }

    @Test
    void shouldFindAndMendThatThereAreNoConnectors() throws Exception {
        connect.names().forEach(connect::delete);

        Diagnosis.Check found = Fixes.finding(TABLE, "connectors");
        Fixes.run(found.fix());

        assertThat(found.result()).isEqualTo(Diagnosis.Result.FAILED);
        Fixes.eventually(() -> assertThat(connect.names()).containsExactly(SINK, "mysql-source"));
        Fixes.requireMended(TABLE, "topic dbserver1." + TABLE);
    }

    @Test
    void shouldFindAndMendThatNoSinkReadsTheTable() throws Exception {
        connect.delete(SINK);

        Diagnosis.Check found = Fixes.finding(TABLE, "route of " + TABLE);
        Fixes.run(found.fix());

        assertThat(found.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(found.found()).contains("No sink").contains("dbserver1." + TABLE);
        Fixes.requireMended(TABLE, SINK);
    }

    @Test
    void shouldMendAFailedTaskByItsFixesFromTheFirstToTheLast() throws Exception {
        // Given: a sink whose alias went away, so that its task stops with the next change
        String index =
                new SearchRest(OperationsIT.target).indices("orders").iterator().next();
        new Rest("Elasticsearch", OperationsIT.target.elasticsearch()).delete("/" + index + "/_alias/orders", null);
        Fixes.sql("UPDATE orders SET notes = UUID() WHERE id = 1");
        Fixes.eventually(() ->
                assertThat(Fixes.check(TABLE, SINK).found()).as("its task").isEqualTo("FAILED"));

        // When
        Diagnosis.Check failed = Fixes.finding(TABLE, SINK);
        Fixes.followUntilNothingFails(TABLE);

        // Then
        assertThat(failed.cause()).contains("orders").doesNotContain("\tat ");
        assertThat(failed.fix()).startsWith("./cdc restart " + SINK);
        Fixes.requireMended(TABLE, SINK);
        Fixes.requireMended(TABLE, "index orders");
    }

    @Test
    void shouldSayWhichServersDoNotAnswer() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        PipelineEndpoints away = PipelineEndpoints.builder()
                .connect(nowhere)
                .kafka("127.0.0.1:1")
                .mysql("jdbc:mysql://127.0.0.1:1/x", "x", "")
                .elasticsearch(nowhere)
                .build();

        Diagnosis diagnosis = new Doctor(away, TABLE).run();

        assertThat(diagnosis.healthy()).isFalse();
        assertThat(diagnosis.checks())
                .filteredOn(check -> check.fix().startsWith("./cdc up"))
                .extracting(Diagnosis.Check::about)
                .containsExactly("MySQL answers", "Kafka answers", "Elasticsearch answers", "Kafka Connect answers");
    }

    @Test
    void shouldWriteABundleWithoutSecretsAndRowValues() throws Exception {
        // Given: a connector with a literal secret, whose task fails with a message that quotes a value
        ObjectNode config = connect.config(SINK).orElseThrow().deepCopy();
        config.put("name", "bundled").put("tasks.max", "1").put("connection.password", "hunter2");
        config.put("connection.username", "ann").put("errors.deadletterqueue.topic.name", "dlq.bundled");
        connect.putConfig("bundled", config);
        try {
            Path file = folder.resolve("support.zip");

            // When
            new SupportBundle(OperationsIT.target, List.of()).write(file);

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
