package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.IndexChecks;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics and indices are broken on purpose; what doctor prints is run, and doctor is content again. */
abstract class IndexDoctorScenarios {

    private static final String TABLE = "inventory.orders";

    @TempDir
    Path folder;

    private final Rest elasticsearch = new Rest("Elasticsearch", OperationsIT.target.elasticsearch());
    private final SearchRest search = new SearchRest(OperationsIT.target);

    @BeforeEach
    void awaitIdle() {
        OperationsIT.awaitIdle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"write", "read_only", "read_only_allow_delete"})
    void shouldFindAndMendAnIndexThatTakesNoWrites(String block) throws Exception {
        elasticsearch.put("/orders/_settings", "{\"index.blocks." + block + "\":true}");

        Diagnosis.Check found = Fixes.finding(TABLE, "writes to orders");
        Fixes.run(found.fix());

        assertThat(found.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(found.found()).contains(block);
        Fixes.requireMended(TABLE, "writes to orders");
    }

    @Test
    void shouldFindAndMendAMissingAlias() throws Exception {
        String index = search.indices("orders").iterator().next();
        elasticsearch.delete("/" + index + "/_alias/orders", null);

        Diagnosis.Check found = Fixes.finding(TABLE, "index orders");
        Fixes.run(found.fix());

        assertThat(found.result()).isEqualTo(Diagnosis.Result.FAILED);
        Fixes.requireMended(TABLE, "index orders");
    }

    @Test
    void shouldGiveTheAliasToTheNewestVersion() throws Exception {
        elasticsearch.put("/doctor-many-v9", "{}");
        elasticsearch.put("/doctor-many-v10", "{}");
        try {
            Fixes.run(check("doctor-many", false).fix());

            assertThat(search.indices("doctor-many")).containsExactly("doctor-many-v10");
            Fixes.isOk(check("doctor-many", false));
        } finally {
            elasticsearch.delete("/doctor-many-v9,doctor-many-v10", null);
        }
    }

    @Test
    void shouldLeaveAnIndexToTheSinkThatMakesIt() {
        Fixes.isOk(check("doctor-nothing", true));
        assertThat(check("doctor-nothing", false).result()).isEqualTo(Diagnosis.Result.FAILED);
    }

    @Test
    void shouldMendAnIndexWhoseShardIsKeptFromEveryNode() throws Exception {
        elasticsearch.put(
                "/doctor-red?wait_for_active_shards=0",
                "{\"settings\":{\"number_of_replicas\":0,\"routing.allocation.require._name\":\"nowhere\"}}");
        try {
            Fixes.eventually(
                    () -> assertThat(check("doctor-red", false).found()).isEqualTo("red"));

            Diagnosis.Check red = check("doctor-red", false);
            Fixes.run(red.fix());

            assertThat(red.cause()).startsWith("shard 0 of doctor-red is on no node");
            Fixes.eventually(() -> Fixes.isOk(check("doctor-red", false)));
        } finally {
            elasticsearch.delete("/doctor-red", null);
        }
    }

    @Test
    void shouldBringATableToItsIndexThoughTopicAndIndexAreMissing() throws Exception {
        try (OwnTable own = OwnTable.create("{}")) {
            // Given
            own.insert(1, "NEW");
            own.deleteIndex();

            // When
            Diagnosis.Check topic = Fixes.finding(own.table(), "topic " + own.topic());
            Diagnosis.Check index = Fixes.finding(own.table(), "index " + own.alias());
            Fixes.followUntil(
                    own.table(),
                    () -> assertThat(own.documents()).as("documents").isEqualTo(1));

            // Then
            assertThat(topic.result()).isEqualTo(Diagnosis.Result.FAILED);
            assertThat(topic.fix()).isEqualTo("./cdc resume " + own.source());
            assertThat(index.result()).isEqualTo(Diagnosis.Result.FAILED);
            Fixes.requireMended(own.table(), topic.about());
        }
    }

    @Test
    void shouldWaitForTheFirstRowOfAnEmptyTable() throws Exception {
        try (OwnTable own = OwnTable.create("{}")) {
            Fixes.cdc("resume", own.source());

            Diagnosis.Check topic = Fixes.finding(own.table(), "topic " + own.topic());
            own.insert(1, "NEW");

            assertThat(topic.result()).isEqualTo(Diagnosis.Result.WARNING);
            assertThat(topic.fix()).startsWith("INSERT");
            Fixes.requireMended(own.table(), topic.about());
        }
    }

    @Test
    void shouldMendAMappingThatRefusesAColumnAndReplayWhatItRefused() throws Exception {
        try (OwnTable own = OwnTable.create("{\"properties\":{\"status\":{\"type\":\"long\"}}}")) {
            // Given
            own.insert(1, "NEW");
            own.insert(2, "7");
            Fixes.cdc("resume", own.source());
            String letters = "dead letters of " + own.sink();
            Fixes.finding(own.table(), letters);

            // When
            Diagnosis.Check clash = Fixes.finding(own.table(), "mapping of " + own.alias());
            Fixes.run(Fixes.within(folder, clash.fix(), own.alias() + "-mapping.json"));
            Fixes.run(clash.fix().substring(clash.fix().indexOf("then ./cdc") + "then ".length()));
            Fixes.run(Fixes.finding(own.table(), letters).fix());

            // Then
            assertThat(clash.result()).isEqualTo(Diagnosis.Result.FAILED);
            assertThat(clash.found()).isEqualTo("status is varchar and mapped as long");
            Fixes.requireMended(own.table(), clash.about());
            Fixes.requireMended(own.table(), letters);
            Fixes.eventually(() -> assertThat(own.documents()).isEqualTo(2));
        }
    }

    private Diagnosis.Check check(String index, boolean isMadeBySink) {
        return IndexChecks.of(
                        search, index, Rest.JSON.createObjectNode().put("index.create", Boolean.toString(isMadeBySink)))
                .run()
                .get(0);
    }
}
