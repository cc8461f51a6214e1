package io.headrace.console.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.scenario.FakeWorker;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operations ask of a worker, and what they make of its answers. */
class ConnectorsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private FakeWorker worker;

    @BeforeEach
    void startWorker() throws Exception {
        worker = new FakeWorker();
    }

    @AfterEach
    void stopWorker() {
        worker.close();
    }

    @Test
    void shouldApplyOnceAndFindNothingToDoThen() throws Exception {
        Path file = file("sink", "\"topics\": \"a\", \"connection.password\": \"${env:HEADRACE_ES}\"");
        ApplyConnectors apply = new ApplyConnectors(worker.target(), List.of(file), false);

        ConnectorChanges first = apply.diff();
        apply.apply(first, PATIENCE);
        ConnectorChanges second = apply.diff();

        assertThat(first.connectors().get(0).kind()).isEqualTo(ConnectorChanges.Kind.CREATE);
        assertThat(second.equal()).isTrue();
        assertThat(worker.configs.get("sink").path("connection.password").asText())
                .isEqualTo("${env:HEADRACE_ES}");
    }

    @Test
    void shouldShowEachSettingThatDiffersAndHideSecrets() throws Exception {
        worker.configs.put("sink", config("{\"name\":\"sink\",\"topics\":\"a\",\"connection.password\":\"hunter2\"}"));
        worker.states.put("sink", "RUNNING");
        Path file = file("sink", "\"topics\": \"b\", \"connection.password\": \"${env:HEADRACE_ES}\"");

        ConnectorChanges changes = new ApplyConnectors(worker.target(), List.of(file), false).diff();

        assertThat(changes.connectors().get(0).settings())
                .containsExactly(
                        new ConnectorChanges.Setting("connection.password", "(hidden)", "${env:HEADRACE_ES}"),
                        new ConnectorChanges.Setting("topics", "a", "b"));
    }

    @Test
    void shouldDeleteWhatNoFileHasOnlyWhenAskedTo() throws Exception {
        worker.configs.put("old", config("{}"));
        worker.states.put("old", "RUNNING");
        Path file = file("sink", "\"topics\": \"a\"");

        ConnectorChanges kept = new ApplyConnectors(worker.target(), List.of(file), false).diff();
        ApplyConnectors pruning = new ApplyConnectors(worker.target(), List.of(file), true);
        pruning.apply(pruning.diff(), PATIENCE);

        assertThat(kept.connectors())
                .extracting(ConnectorChanges.Connector::name)
                .containsExactly("sink");
        assertThat(worker.configs).containsOnlyKeys("sink");
    }

    @Test
    void shouldComeBackWhileTheWorkersRebalance() throws Exception {
        worker.rebalancing.set(3);
        Path file = file("sink", "\"topics\": \"a\"");
        ApplyConnectors apply = new ApplyConnectors(worker.target(), List.of(file), false);

        apply.apply(apply.diff(), PATIENCE);

        assertThat(worker.configs).containsKey("sink");
    }

    @Test
    void shouldSayTheFirstCauseOfAFailedTask() throws Exception {
        worker.configs.put("sink", config("{\"topics\":\"b\"}"));
        worker.states.put("sink", "RUNNING");
        worker.told.addAll(List.of("RUNNING", "FAILED", "FAILED"));
        worker.traces.put(
                "sink", "org.x.ConnectException: oops\n\tat a.B.c(B.java)\nCaused by: org.x.Gone: no index\n\tat d");
        Path file = file("sink", "\"topics\": \"a\"");
        ApplyConnectors apply = new ApplyConnectors(worker.target(), List.of(file), false);

        assertThatThrownBy(() -> apply.apply(apply.diff(), PATIENCE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Gone: no index")
                .hasMessageNotContaining("\tat");
    }

    @Test
    void shouldNotTakeTheFailureFromBeforeForThatOfTheNewConfiguration() throws Exception {
        worker.configs.put("sink", config("{\"topics\":\"b\"}"));
        worker.states.put("sink", "RUNNING");
        worker.traces.put("sink", "org.x.Gone: the old failure");
        worker.told.addAll(List.of("FAILED", "FAILED", "FAILED", "RUNNING"));
        ApplyConnectors apply = new ApplyConnectors(worker.target(), List.of(file("sink", "\"topics\": \"a\"")), false);

        apply.apply(apply.diff(), PATIENCE);

        assertThat(worker.told).as("looks that were still to come").isEmpty();
        assertThat(worker.asked).as("what had failed is started anew").containsExactly("stop", "config", "resume");
    }

    @Test
    void shouldGiveAConnectorItsConfigurationOnlyOnceNoTaskOfItIsLeft() throws Exception {
        worker.configs.put("src", config("{\"v\":1}"));
        worker.states.put("src", "RUNNING");
        worker.told.addAll(List.of("RUNNING", "RUNNING"));
        StopAndConfigure change = new StopAndConfigure(new ConnectRest(worker.target()), PATIENCE);

        change.put("src", config("{\"v\":2}"), true);
        String resumed = worker.states.get("src");
        change.put("src", config("{\"v\":3}"), false);

        assertThat(worker.asked).containsExactly("stop", "config", "resume", "stop", "config");
        assertThat(resumed).isEqualTo("RUNNING");
        assertThat(worker.states).containsEntry("src", "STOPPED");
    }

    @Test
    void shouldSayThatTheTasksOfAConnectorDoNotEndAndConfigureItAllTheSame() throws Exception {
        worker.configs.put("src", config("{\"v\":1}"));
        worker.states.put("src", "RUNNING");
        worker.told.addAll(java.util.Collections.nCopies(1000, "RUNNING"));
        StopAndConfigure change = new StopAndConfigure(new ConnectRest(worker.target()), Duration.ofMillis(200));

        assertThatThrownBy(() -> change.put("src", config("{\"v\":2}"), true))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("tasks of src were still running")
                .hasMessageContaining("./cdc restart src");
        assertThat(worker.configs.get("src").path("v").asInt()).isEqualTo(2);
    }

    @Test
    void shouldRefuseATableThatTheHistoryOfARunningSourceDoesNotHold() throws Exception {
        // Given
        String source = "\"connector.class\":\"io.debezium.connector.mysql.MySqlConnector\","
                + "\"schema.history.internal.store.only.captured.tables.ddl\":\"true\",\"table.include.list\":";
        worker.configs.put("src", config("{" + source + "\"shop.a\"}"));
        worker.states.put("src", "RUNNING");
        worker.offsets.put("src", Rest.JSON.readTree("[{\"partition\":{\"server\":\"x\"},\"offset\":{\"pos\":4}}]"));
        ApplyConnectors wider =
                new ApplyConnectors(worker.target(), List.of(file("src", source + "\"shop.a,shop.b\"")), false);

        // When, Then
        assertThatThrownBy(() -> wider.apply(wider.diff(), PATIENCE))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Nothing was applied")
                .hasMessageContaining("table.include.list")
                .hasMessageContaining("./cdc apply --recover");
        assertThat(worker.changes).hasValue(0);
    }

    @Test
    void shouldApplyFewerTablesAndASourceThatHasNotBegun() throws Exception {
        String source = "\"connector.class\":\"io.debezium.connector.mysql.MySqlConnector\","
                + "\"schema.history.internal.store.only.captured.tables.ddl\":\"true\",\"table.include.list\":";
        worker.configs.put("src", config("{" + source + "\"shop.a,shop.b\"}"));
        worker.states.put("src", "RUNNING");
        worker.offsets.put("src", Rest.JSON.readTree("[{\"partition\":{\"server\":\"x\"},\"offset\":{\"pos\":4}}]"));

        ApplyConnectors fewer =
                new ApplyConnectors(worker.target(), List.of(file("src", source + "\"shop.a\"")), false);
        fewer.apply(fewer.diff(), PATIENCE);
        worker.offsets.put("src", Rest.JSON.createArrayNode());
        ApplyConnectors begins =
                new ApplyConnectors(worker.target(), List.of(file("src", source + "\"shop.a,shop.c\"")), false);
        begins.apply(begins.diff(), PATIENCE);

        assertThat(worker.configs.get("src").path("table.include.list").asText())
                .isEqualTo("shop.a,shop.c");
    }

    @Test
    void shouldReachAConnectorWhoseNameHasAnyCharacters() throws Exception {
        worker.configs.put("my sink/50%+ü", config("{}"));
        worker.states.put("my sink/50%+ü", "RUNNING");

        Lifecycle.Outcome stopped = lifecycle(Lifecycle.Action.STOP).run(List.of("my sink/50%+ü"));

        assertThat(stopped.reached()).isTrue();
        assertThat(stopped.connectors().get(0).state()).isEqualTo("STOPPED");
    }

    @Test
    void shouldPassOverTheTransactionAtWhichASourceStands() throws Exception {
        String gtid = "a5a64147-ec97-11f1-8484-02fc00000001:39";
        worker.configs.put("src", config("{}"));
        worker.states.put("src", "STOPPED");
        worker.offsets.put(
                "src",
                Rest.JSON.readTree("[{\"partition\":{\"server\":\"x\"},\"offset\":{\"transaction_id\":\"" + gtid
                        + "\",\"event\":3,\"pos\":4,\"gtids\":\"a5a64147-ec97-11f1-8484-02fc00000001:1-38\"}}]"));
        Offsets offsets = new Offsets(worker.target(), "src", folder);

        Offsets.Stored skipped = offsets.skip(null);

        assertThat(skipped.offsets().get(0).offset())
                .containsOnlyKeys("pos", "gtids")
                .containsEntry("gtids", "a5a64147-ec97-11f1-8484-02fc00000001:1-38," + gtid);
        assertThatThrownBy(() -> offsets.skip(gtid))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("has read " + gtid + " already")
                .hasMessageContaining("./cdc verify --repair");
    }

    @Test
    void shouldForgetAnIncrementalSnapshotAndKeepThePlaceInTheBinlog() throws Exception {
        worker.configs.put("src", config("{}"));
        worker.states.put("src", "STOPPED");
        worker.offsets.put(
                "src",
                Rest.JSON.readTree("[{\"partition\":{\"server\":\"x\"},\"offset\":{\"pos\":4,"
                        + "\"incremental_snapshot_collections\":\"[]\",\"incremental_snapshot_primary_key\":\"x\"}}]"));
        Offsets offsets = new Offsets(worker.target(), "src", folder);

        Offsets.Stored kept = offsets.dropSnapshot();

        assertThat(kept.offsets().get(0).offset()).containsOnlyKeys("pos");
        assertThatThrownBy(offsets::dropSnapshot)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("contain no incremental snapshot");
    }

    @Test
    void shouldWaitForTheStateThatFollows() throws Exception {
        worker.configs.put("sink", config("{}"));
        worker.states.put("sink", "RUNNING");

        Lifecycle.Outcome stopped = lifecycle(Lifecycle.Action.STOP).run(List.of("sink"));
        Lifecycle.Outcome resumed = lifecycle(Lifecycle.Action.RESUME).run(List.of("sink"));
        Lifecycle.Outcome deleted = lifecycle(Lifecycle.Action.DELETE).run(List.of("sink"));

        assertThat(stopped.connectors().get(0).state()).isEqualTo("STOPPED");
        assertThat(resumed.connectors().get(0).state()).isEqualTo("RUNNING");
        assertThat(deleted.connectors().get(0).state()).isEqualTo("GONE");
        assertThat(List.of(stopped.reached(), resumed.reached(), deleted.reached()))
                .containsOnly(true);
    }

    @Test
    void shouldNotTakeTheStateFromBeforeARestartForTheOneThatFollows() throws Exception {
        worker.configs.put("sink", config("{}"));
        worker.states.put("sink", "RUNNING");
        worker.told.addAll(List.of("RUNNING", "RUNNING", "RESTARTING", "RESTARTING"));

        Lifecycle.Outcome restarted = lifecycle(Lifecycle.Action.RESTART).run(List.of("sink"));

        assertThat(restarted.reached()).isTrue();
        assertThat(restarted.connectors().get(0).state()).isEqualTo("RUNNING");
        assertThat(worker.told).as("looks that were still to come").isEmpty();
    }

    @Test
    void shouldNameTheConnectorsThereAreWhenOneIsUnknown() {
        worker.configs.put("elasticsearch-sink", config("{}"));
        worker.states.put("elasticsearch-sink", "RUNNING");

        assertThatThrownBy(() -> lifecycle(Lifecycle.Action.STOP).run(List.of("elasticsearch-snk")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("elasticsearch-sink");
        assertThat(worker.changes).hasValue(0);
    }

    @Test
    void shouldSaveTheOffsetsBeforeChangingThem() throws Exception {
        worker.configs.put("sink", config("{}"));
        worker.states.put("sink", "STOPPED");
        worker.offsets.put("sink", Rest.JSON.readTree("[{\"partition\":{\"p\":0},\"offset\":{\"o\":42}}]"));
        Offsets offsets = new Offsets(worker.target(), "sink", folder);

        Offsets.Stored reset = offsets.reset();
        Offsets.Stored restored = offsets.set(Files.readString(Path.of(reset.backup())));

        assertThat(reset.offsets()).isEmpty();
        assertThat(restored.offsets()).hasSize(1);
        assertThat(restored.offsets().get(0).offset()).containsEntry("o", 42);
    }

    @Test
    void shouldRefuseToChangeOffsetsOfARunningConnector() {
        worker.configs.put("sink", config("{}"));
        worker.states.put("sink", "RUNNING");

        assertThatThrownBy(() -> new Offsets(worker.target(), "sink", folder).reset())
                .isInstanceOf(Problem.class)
                .hasMessageContaining("./cdc stop sink");
    }

    private Lifecycle lifecycle(Lifecycle.Action action) {
        return new Lifecycle(worker.target(), action, Lifecycle.Tasks.ALL, PATIENCE);
    }

    private Path file(String name, String settings) throws Exception {
        return Files.writeString(
                folder.resolve(name + ".json"), "{\"name\": \"" + name + "\", \"config\": {" + settings + "}}");
    }

    private static ObjectNode config(String json) {
        try {
            return (ObjectNode) Rest.JSON.readTree(json);
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
