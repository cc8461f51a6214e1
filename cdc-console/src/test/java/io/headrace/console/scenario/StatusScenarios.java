package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.Lifecycle;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.Doctor;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Rest;
import io.headrace.console.status.PipelineStatus;
import io.headrace.console.status.Status;
import io.headrace.stack.client.Login;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each hop is held up in turn while rows change; status must name it, and be content when it goes on. */
abstract class StatusScenarios {

    private static final String SOURCE = "mysql-source";
    private static final String SINK = "elasticsearch-sink";

    @AfterEach
    void everythingGoesOnAgain() throws Exception {
        signal("CONT", OperationsIT.stack.elasticsearch().pid());
        signal("CONT", OperationsIT.stack.kafka().pid());
        awaitStatus(OperationsIT::isIdle);
    }

    @Test
    void shouldShowIdleAsLagZero() {
        PipelineStatus idle = awaitStatus(OperationsIT::isIdle);

        assertThat(idle.hops())
                .extracting(PipelineStatus.Hop::name)
                .contains("mysql", "source", "topic", "sink", "index");
    }

    /** The source's offset does not move over such a statement until another transaction follows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER IF NOT EXISTS of_status",
                "ALTER TABLE inventory.orders COMMENT = 'of status'",
                "ALTER TABLE inventory.orders COMMENT = ''"
            })
    void shouldShowIdleAfterAStatementThatChangesNoRow(String statement) throws Exception {
        Login root = OperationsIT.stack.endpoints().logins().root();
        try (Connection mysql = DriverManager.getConnection(
                        OperationsIT.target.jdbcUrl() + "?allowPublicKeyRetrieval=true&sslMode=DISABLED",
                        root.user(),
                        root.password());
                Statement run = mysql.createStatement()) {
            run.execute(statement);
        }

        PipelineStatus idle = awaitStatus(OperationsIT::isIdle);

        assertThat(hop(idle, "source").lagMillis()).isZero();
    }

    @Test
    void shouldNameTheSource() throws Exception {
        lifecycle(Lifecycle.Action.PAUSE, SOURCE);
        change();

        PipelineStatus held = awaitStatus(status -> starts(status, "source") && waits(status, "source"));
        lifecycle(Lifecycle.Action.RESUME, SOURCE);

        assertThat(held.healthy()).isFalse();
    }

    @Test
    void shouldNameTheSink() throws Exception {
        lifecycle(Lifecycle.Action.PAUSE, SINK);
        change();

        PipelineStatus held = awaitStatus(status -> starts(status, "sink") && waits(status, "sink"));
        lifecycle(Lifecycle.Action.RESUME, SINK);

        assertThat(hop(held, "index").healthy()).isTrue();
    }

    @Test
    void shouldNameElasticsearchAndCallARunningTaskWithoutProgressUnhealthy() throws Exception {
        signal("STOP", OperationsIT.stack.elasticsearch().pid());
        change();

        PipelineStatus held = awaitStatus(
                status -> starts(status, "index") && hop(status, "sink").state().equals("STALLED"));

        assertThat(held.healthy()).isFalse();
        assertThat(hop(held, "sink").healthy()).isFalse();
    }

    @Test
    void shouldNotTakeElasticsearchForSilentWhereConnectIs() {
        PipelineEndpoints known = OperationsIT.target;
        PipelineEndpoints silent = PipelineEndpoints.builder()
                .connect(URI.create("http://127.0.0.1:1"))
                .kafka(known.bootstrapServers())
                .mysql(known.jdbcUrl(), known.mysqlUser(), known.mysqlPassword())
                .elasticsearch(known.elasticsearch())
                .listener(known.listener())
                .build();

        PipelineStatus status = new Status(silent, "inventory.orders").run();

        assertThat(status.healthy()).isFalse();
        assertThat(status.bottleneck()).startsWith("source ");
        assertThat(hop(status, "source").detail()).contains("http://127.0.0.1:1");
        assertThat(hop(status, "index").state()).isEqualTo("UNKNOWN");
    }

    @Test
    void shouldNameTheBroker() throws Exception {
        signal("STOP", OperationsIT.stack.kafka().pid());

        PipelineStatus held = awaitStatus(status -> starts(status, "topic"));

        assertThat(held.healthy()).isFalse();
    }

    @Test
    void shouldShowEachSinkOfATableAndDoctorLookAtEach() {
        // Given
        ConnectRest connect = new ConnectRest(OperationsIT.target);
        Rest elasticsearch = new Rest("Elasticsearch", OperationsIT.target.elasticsearch());
        elasticsearch.put(
                "/second-v1", "{\"aliases\":{\"second\":{\"is_write_index\":true}},\"mappings\":{\"dynamic\":false}}");
        ObjectNode config = connect.config(SINK).orElseThrow().deepCopy();
        config.put("name", "second").put("topic.to.index", "dbserver1.inventory.orders:second");
        connect.putConfig("second", config.put("errors.deadletterqueue.topic.name", "dlq.second"));
        try {
            // When
            PipelineStatus status = await().alias("two sinks")
                    .atMost(OperationsIT.LONG)
                    .until(
                            () -> new Status(OperationsIT.target, List.of()).run(),
                            found -> found.healthy()
                                    && documents(found).size() == 2
                                    && documents(found).stream().distinct().count() == 1);
            Diagnosis diagnosis = new Doctor(OperationsIT.target, List.of()).run();

            // Then
            assertThat(status.tables())
                    .extracting(PipelineStatus.TableLine::table, PipelineStatus.TableLine::sink)
                    .contains(tuple("inventory.orders", SINK), tuple("inventory.orders", "second"))
                    .contains(tuple("inventory.payments", null));
            assertThat(status.hops())
                    .extracting(PipelineStatus.Hop::name)
                    .containsExactly("mysql", "connect", "source", "topic", "sink", "sink", "index");
            assertThat(diagnosis.checks())
                    .extracting(Diagnosis.Check::about)
                    .contains("2 indices", "mapping of 2 indices", "sinks of inventory.orders")
                    .contains("captured, and indexed by no sink", "primary key of inventory.orders");
        } finally {
            connect.delete("second");
            elasticsearch.delete("/second-v1", null);
        }
    }

    private static List<Long> documents(PipelineStatus status) {
        return status.tables().stream()
                .map(PipelineStatus.TableLine::documents)
                .filter(Objects::nonNull)
                .toList();
    }

    private static PipelineStatus awaitStatus(Predicate<PipelineStatus> wanted) {
        return await().alias("status")
                .atMost(OperationsIT.LONG)
                .until(() -> new Status(OperationsIT.target, "inventory.orders").run(), wanted);
    }

    private static boolean starts(PipelineStatus status, String hop) {
        return status.bottleneck() != null && status.bottleneck().startsWith(hop + " ");
    }

    /** A change has to have come to the hop before it can wait there. */
    private static boolean waits(PipelineStatus status, String name) {
        Long lag = hop(status, name).lag();
        return lag != null && lag > 0;
    }

    private static PipelineStatus.Hop hop(PipelineStatus status, String name) {
        return status.hops().stream()
                .filter(hop -> hop.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void lifecycle(Lifecycle.Action action, String connector) {
        new Lifecycle(OperationsIT.target, action, Lifecycle.Tasks.ALL, OperationsIT.LONG).run(List.of(connector));
    }

    private static void change() throws Exception {
        try (Connection mysql = new Database(OperationsIT.target).open();
                Statement statement = mysql.createStatement()) {
            statement.executeUpdate("UPDATE orders SET notes = UUID() WHERE id BETWEEN 1 AND 20");
        }
    }

    private static void signal(String name, long pid) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start();
        assertThat(kill.waitFor(1, TimeUnit.MINUTES) && kill.exitValue() == 0).isTrue();
    }
}
