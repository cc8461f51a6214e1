package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That documents are where their rows say, by routes and by aliases, or the sink stops. */
interface DocumentAddressScript {
    /** To the server that all tests of the class share. */
    SearchServerCalls calls();

    @ParameterizedTest(name = "on {0} shards")
    @ValueSource(ints = {1, 2, 5})
    default void shouldKeepOneDocumentPerRowThoughItsRouteChanges(int shards) {
        // Given
        calls().createIndex("orders", "\"number_of_shards\":" + shards);
        String[] settings = {"routing", "value_field", "routing.field", "doc"};
        // When
        deliverMovingRows(settings);
        assertRowsHaveMoved("after the first delivery");
        // Then: also after a replay from the beginning
        deliverMovingRows(settings);
        assertRowsHaveMoved("after a replay");
        calls().search("orders")
                .forEach(hit -> assertThat(hit.path("_routing").asText())
                        .as("where document %s lives", hit.path("_id").asText())
                        .isEqualTo(hit.path("_source").path("doc").asText()));
    }

    @Test
    default void shouldKeepOneDocumentPerRowThoughItsNameChangesToAnotherAliasOfTheIndex() {
        // Given
        calls().createIndex("orders", "\"number_of_shards\":1");
        for (int doc = 1; doc <= 11; doc++) {
            calls().put("/orders/_alias/doc-" + doc, "{}");
        }
        String[] settings = {"topic.to.index", "", "index", "doc-${value:doc}"};
        // When
        deliverMovingRows(settings);
        assertRowsHaveMoved("after the first delivery");
        // Then
        deliverMovingRows(settings);
        assertRowsHaveMoved("after a replay");
    }

    /** Thirty rows of ten routes, half of which move, each in the record after the one before; three are deleted. */
    private void deliverMovingRows(String... settings) {
        try (RunningTask task = new RunningTask(calls().url(), settings)) {
            for (int id = 1; id <= 30; id++) {
                String row = movingRow(id, 1 + id % 10);
                task.deliver(String.valueOf(id), MovingRows.change(null, row));
                if (id <= 15) {
                    task.deliver(String.valueOf(id), MovingRows.change(row, movingRow(id, 2 + id % 10)));
                }
            }
            for (int id = 20; id <= 22; id++) {
                task.deliver(String.valueOf(id), MovingRows.change(movingRow(id, 1 + id % 10), null))
                        .deliver(String.valueOf(id), null);
            }
            task.settle();
        }
    }

    private static String movingRow(int id, int doc) {
        return "{\"id\":" + id + ",\"doc\":" + doc + "}";
    }

    private void assertRowsHaveMoved(String when) {
        calls().refresh("orders");
        List<String> expected = new ArrayList<>();
        for (int id = 1; id <= 30; id++) {
            if (id < 20 || id > 22) {
                expected.add(movingRow(id, (id <= 15 ? 2 : 1) + id % 10));
            }
        }
        List<String> actual = new ArrayList<>();
        calls().search("orders").forEach(hit -> actual.add(hit.path("_source").toString()));
        assertThat(actual).as(when).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Deletions alone would make an index under the alias's name, and count as done. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void shouldStopWhenItsAliasIsDroppedAndGiveNoRecordUp(boolean deletions) {
        // Given
        calls().createIndex("orders-v1", "\"number_of_shards\":1");
        calls().delete("/orders");
        calls().put("/orders-v1/_alias/orders", "{}");
        try (RunningTask task =
                new RunningTask(calls().url(), true, "resource.type", "alias", "failure.breaker", "5")) {
            task.deliver("1", "{\"v\":1}").settle();
            // When
            calls().delete("/orders-v1/_alias/orders");
            String value = deletions ? null : "{}";
            task.deliver("2", value, "3", value, "4", value, "5", value, "6", value, "7", value);
            // Then
            await().atMost(Duration.ofMinutes(2))
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThatThrownBy(() -> task.task().put(List.of()))
                            .hasMessageContaining("not in the records"));
            assertThat(task.context().reports()).isEmpty();
            assertThat(task.committable()).isEqualTo(1);
            assertThat(calls().get("/orders").path("status").asInt()).isEqualTo(404);
        } finally {
            calls().delete("/orders-v1");
        }
    }

    @Test
    default void shouldStopWhenItsAliasGetsASecondIndexWhileItRuns() {
        // Given
        calls().createIndex("orders-v1", "\"number_of_shards\":1");
        calls().createIndex("orders-v2", "\"number_of_shards\":1");
        calls().delete("/orders");
        calls().put("/orders-v1/_alias/orders", "{}");
        try (RunningTask task = new RunningTask(calls().url(), true, "resource.type", "alias")) {
            task.deliver("1", "{\"v\":1}").settle();
            // When: what a rollover does
            calls().post("/_aliases", """
                    {"actions":[{"add":{"index":"orders-v1","alias":"orders","is_write_index":false}},
                                {"add":{"index":"orders-v2","alias":"orders","is_write_index":true}}]}""");
            // Then
            await().atMost(Duration.ofMinutes(2))
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThatThrownBy(() -> task.deliver("1", "{\"v\":2}"))
                            .hasMessageContaining("orders stands for 2 indices")
                            .hasMessageContaining("not in the records"));
            assertThat(task.context().reports()).isEmpty();
        } finally {
            calls().delete("/orders-v1");
            calls().delete("/orders-v2");
        }
    }
}
