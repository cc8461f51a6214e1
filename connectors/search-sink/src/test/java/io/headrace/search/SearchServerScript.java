package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.search.fault.FaultServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sink has to do on every real server that it supports. */
@SuppressWarnings("JavaUtilDate") // what Connect's timestamps are made of
abstract class SearchServerScript {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private RunningServer server;
    private URI url;

    /** The server that all tests of the class share. */
    abstract RunningServer server();

    @BeforeEach
    void reachServer() {
        server = server();
        url = server.url();
    }

    static JsonNode call(URI server, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + path, e);
        }
    }

    final void createIndex(String name, String settings) {
        call(url, "DELETE", "/" + name, null);
        call(url, "PUT", "/" + name, "{\"settings\":{\"number_of_replicas\":0," + settings + "}}");
    }

    final JsonNode search(String index) {
        return call(url, "GET", "/" + index + "/_search?size=10000", null)
                .path("hits")
                .path("hits");
    }

    @Test
    void shouldFindTheFaultServerInAgreementOnVersionsAndDeletions() {
        // Given: each line a request; what is applied twice is what comes of a reset after it was applied
        createIndex("agreement", "\"number_of_shards\":1");
        String index =
                "{\"index\":{\"_index\":\"agreement\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external\"}}\n{\"v\":1}\n";
        String delete =
                "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external\"}}\n";
        List<String> script = List.of(
                index.formatted("a", 0),
                index.formatted("a", 0),
                index.formatted("a", 5) + index.formatted("b", 6),
                index.formatted("a", 5) + index.formatted("b", 6),
                index.formatted("a", 4),
                delete.formatted("a", 5),
                delete.formatted("a", 7),
                delete.formatted("a", 7),
                index.formatted("a", 6),
                index.formatted("a", 8),
                delete.formatted("never", 3),
                index.formatted("never", 2),
                index.formatted("never", 4),
                index.formatted("m", 4),
                delete.formatted("m", 4),
                delete.formatted("m", 4).replace("external", "external_gte"),
                index.formatted("m", 4),
                index.formatted("m", 5),
                delete.formatted("m", 4).replace("external", "external_gte"),
                "{\"update\":{\"_index\":\"agreement\",\"_id\":\"u\"}}\n{\"doc\":{\"x\":1},\"doc_as_upsert\":true}\n",
                "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"u\"}}\n",
                "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"u\"}}\n",
                "{\"create\":{\"_index\":\"agreement\",\"_id\":\"c\"}}\n{\"v\":1}\n",
                "{\"create\":{\"_index\":\"agreement\",\"_id\":\"c\"}}\n{\"v\":1}\n");
        try (FaultServer fake = new FaultServer()) {
            fake.store().create("agreement");
            // When
            List<List<Integer>> real =
                    script.stream().map(body -> statuses(url, body)).toList();
            List<List<Integer>> faked =
                    script.stream().map(body -> statuses(fake.url(), body)).toList();
            // Then
            assertThat(faked).isEqualTo(real);
        }
    }

    private static List<Integer> statuses(URI server, String body) {
        List<Integer> statuses = new ArrayList<>();
        call(server, "POST", "/_bulk", body)
                .path("items")
                .forEach(item ->
                        statuses.add(item.elements().next().path("status").asInt()));
        return statuses;
    }

    @Test
    void shouldMakeEachOfSeveralQuickChangesSearchableThoughTheIndexNeverRefreshes() {
        // Given
        createIndex("orders", "\"number_of_shards\":3,\"refresh_interval\":\"-1\"");
        try (RunningTask task = new RunningTask(url, "refresh", "adaptive")) {
            // When: all but the first come within the distance of two refreshes
            for (int id = 0; id < 5; id++) {
                task.deliver(String.valueOf(id), "{\"v\":1}").settle();
            }
            // Then
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> search("orders").size() == 5);
        }
    }

    @Test
    void shouldHoldExactlyTheLastWritesAfterTheServerWasKilledUnderLoad() {
        // Given
        createIndex("orders", "\"number_of_shards\":1");
        int keys = 2_000;
        Map<String, Integer> expected = new HashMap<>();
        try (RunningTask task = new RunningTask(url, "batch.size", "200")) {
            // When
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 500; i++) {
                    int key = (round * 500 + i * 7) % keys;
                    boolean deleted = (round + i) % 20 == 0;
                    task.deliver(String.valueOf(key), deleted ? null : "{\"v\":" + (round * 500 + i) + "}");
                    if (deleted) {
                        expected.remove(String.valueOf(key));
                    } else {
                        expected.put(String.valueOf(key), round * 500 + i);
                    }
                }
                if (round == 7) {
                    long unfinished = task.delivered() - task.committable();
                    server.kill();
                    System.out.println("Killed Elasticsearch with " + unfinished + " records in flight");
                }
                if (round == 14) {
                    server.start();
                }
            }
            task.settle();
        }
        // Then
        call(url, "POST", "/orders/_refresh", null);
        Map<String, Integer> actual = new HashMap<>();
        search("orders")
                .forEach(hit -> actual.put(
                        hit.path("_id").asText(), hit.path("_source").path("v").asInt()));
        assertThat(actual).isEqualTo(expected);
    }

    /** One row of what a record can be and what has to become of it. */
    static Stream<Arguments> badInput() {
        return Stream.of(
                arguments("a text where the index has a date", "\"1\"", "{\"day\":\"someday\"}", "pars"),
                arguments("an object where the index has a date", "\"1\"", "{\"day\":{\"x\":1}}", "pars"),
                arguments("a field over the limit", "\"1\"", "{\"f4\":1,\"f5\":1,\"f6\":1,\"f7\":1}", "total fields"),
                arguments("an id of 600 bytes", "\"" + "i".repeat(600) + "\"", "{\"f1\":1}", "512"),
                arguments("an empty key", "\"\"", "{\"f1\":1}", "empty"),
                arguments("a column named as the server's own", "\"1\"", "{\"_id\":\"z\"}", "fields.rename=_id:id"),
                arguments("another such", "\"1\"", "{\"_source\":\"z\"}", "fields.rename=_source:source"),
                arguments("nothing between dots", "\"1\"", "{\"a..b\":1}", "fields.rename=`a..b`:a_b"),
                arguments("a dot before the name", "\"1\"", "{\".f1\":1}", "fields.rename=`.f1`:f1"),
                arguments("a value that is an object, too", "\"1\"", "{\"f1\":1,\"f1.x\":1}", "`f1` and `f1.x`"),
                arguments("JSON cut in the middle", "\"1\"", "{\"f1\":", "middle"),
                arguments(
                        "an envelope without the row after",
                        "\"1\"",
                        "{\"before\":null,\"after\":null,\"source\":{\"connector\":\"mysql\",\"ts_ms\":1},\"op\":\"u\"}",
                        "after"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badInput")
    void shouldReportARecordThatCannotBeWrittenAndWriteTheNext(String what, String key, String value, String reason) {
        // Given
        createIndex("orders", "\"index.mapping.total_fields.limit\":6,\"number_of_shards\":1");
        call(url, "PUT", "/orders/_mapping", """
                {"properties":{"day":{"type":"date"},"f1":{"type":"long"},"f2":{"type":"long"},"f3":{"type":"long"}}}""");
        try (RunningTask task = new RunningTask(url, true)) {
            // When
            task.deliver(key, value).deliver("\"good\"", "{\"f1\":1}").settle();
            // Then
            assertThat(task.context().reports())
                    .as(what)
                    .singleElement()
                    .satisfies(report -> assertThat(report.error()).hasMessageContaining(reason));
        }
        assertThat(versionOf("good")).isEqualTo(1);
        assertThat(versionOf("1")).as("of what was refused").isNegative();
    }

    private long versionOf(String id) {
        return call(url, "GET", "/orders/_doc/" + id + "?_source=false", null)
                .path("_version")
                .asLong(-1);
    }

    @Test
    void shouldWriteADocumentOfTwentyMegabytesOrReportItWhereThatIsTooMuch() {
        // Given
        call(url, "DELETE", "/orders", null);
        call(url, "PUT", "/orders", "{\"mappings\":{\"dynamic\":false}}");
        String value = "{\"text\":\"" + "x".repeat(20 << 20) + "\"}";
        // When
        try (RunningTask task = new RunningTask(url)) {
            task.deliver("1", value).settle();
        }
        try (RunningTask task = new RunningTask(url, true, "document.max.bytes", "1000000")) {
            task.deliver("2", value, "3", "{}").settle();
            // Then
            assertThat(task.context().reports()).hasSize(1);
        }
        assertThat(versionOf("1")).isZero();
        assertThat(versionOf("2")).isNegative();
    }

    /** Some servers read it to its end before they refuse it, others close the connection while it is written. */
    @Test
    void shouldSplitARequestThatIsTooLargeAndReportTheOneRecordThatIs() {
        // Given
        call(url, "DELETE", "/orders", null);
        call(url, "PUT", "/orders", "{\"mappings\":{\"dynamic\":false}}");
        String row = "{\"text\":\"" + "x".repeat(5 << 20) + "\"}";
        String tooLarge = "{\"text\":\"" + "x".repeat(24 << 20) + "\"}";
        String[] oneRequest = {"bulk.size.bytes", "100000000", "max.in.flight.requests", "1"};
        // When: the others gather while the first is under way
        try (RunningTask task = new RunningTask(url, true, oneRequest)) {
            task.deliver("0", row, "1", row, "2", row, "3", row, "4", row, "5", row, "6", row)
                    .settle();
            assertThat(task.context().reports())
                    .as("of those that are small enough")
                    .isEmpty();
            task.deliver("7", row, "8", tooLarge, "9", row).settle();
            // Then
            assertThat(task.context().reports()).singleElement().satisfies(report -> {
                assertThat(report.record().kafkaOffset()).as("offset").isEqualTo(8);
                assertThat(report.error())
                        .hasMessageContaining("413")
                        .hasMessageContaining("http.max_content_length")
                        .hasMessageContaining("document.max.bytes");
            });
        }
        for (int id = 0; id < 10; id++) {
            assertThat(versionOf(String.valueOf(id))).as("document %s", id).isEqualTo(id == 8 ? -1 : id);
        }
    }

    @Test
    void shouldTakeATombstoneOrASchemalessRecordAsTheFirstOfAnIndex() {
        // Given
        call(url, "DELETE", "/orders", null);
        try (RunningTask task = new RunningTask(url)) {
            // When
            task.deliver("1", null).settle();
            task.deliver("2", null, Map.of("v", 1L)).settle();
        }
        // Then
        assertThat(versionOf("2")).isEqualTo(1);
        assertThat(call(url, "GET", "/orders/_settings?flat_settings=true", null)
                        .path("orders")
                        .path("settings")
                        .path("index.gc_deletes")
                        .asText())
                .isEqualTo("1h");
    }

    /** Deletions alone would make an index under the alias's name, and count as done. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldStopWhenItsAliasIsDroppedAndGiveNoRecordUp(boolean deletions) {
        // Given
        createIndex("orders-v1", "\"number_of_shards\":1");
        call(url, "DELETE", "/orders", null);
        call(url, "PUT", "/orders-v1/_alias/orders", "{}");
        try (RunningTask task = new RunningTask(url, true, "resource.type", "alias", "failure.breaker", "5")) {
            task.deliver("1", "{\"v\":1}").settle();
            // When
            call(url, "DELETE", "/orders-v1/_alias/orders", null);
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
            assertThat(call(url, "GET", "/orders", null).path("status").asInt()).isEqualTo(404);
        } finally {
            call(url, "DELETE", "/orders-v1", null);
        }
    }

    @Test
    void shouldStopWhenItsAliasGetsASecondIndexWhileItRuns() {
        // Given
        createIndex("orders-v1", "\"number_of_shards\":1");
        createIndex("orders-v2", "\"number_of_shards\":1");
        call(url, "DELETE", "/orders", null);
        call(url, "PUT", "/orders-v1/_alias/orders", "{}");
        try (RunningTask task = new RunningTask(url, true, "resource.type", "alias")) {
            task.deliver("1", "{\"v\":1}").settle();
            // When: what a rollover does
            call(url, "POST", "/_aliases", """
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
            call(url, "DELETE", "/orders-v1", null);
            call(url, "DELETE", "/orders-v2", null);
        }
    }

    @Test
    void shouldMergePartialDocumentsAndDeleteThem() {
        // Given
        createIndex("orders", "\"number_of_shards\":1");
        try (RunningTask task = new RunningTask(url, "write.method", "upsert")) {
            // When
            task.deliver("1", "{\"a\":1}", "2", "{\"a\":1}", "1", "{\"b\":2}", "2", null)
                    .settle();
        }
        // Then
        assertThat(call(url, "GET", "/orders/_doc/1", null).path("_source").toString())
                .isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(versionOf("2")).isNegative();
    }

    @Test
    void shouldUnderstandUpdatesThatNameTheStateTheyHaveSeen() {
        // Given: what the sink sends again after an answer was lost
        createIndex("agreement", "\"number_of_shards\":1");
        try (FaultServer fake = new FaultServer()) {
            fake.store().create("agreement");
            List<String> script = List.of(
                    "{\"create\":{\"_index\":\"agreement\",\"_id\":\"1\"}}\n{\"a\":1}\n",
                    "{\"update\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":0,\"if_primary_term\":1}}\n{\"doc\":{\"b\":1}}\n",
                    "{\"update\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":0,\"if_primary_term\":1}}\n{\"doc\":{\"c\":1}}\n",
                    "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":0,\"if_primary_term\":1}}\n",
                    "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":1,\"if_primary_term\":1}}\n",
                    "{\"update\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":2,\"if_primary_term\":1}}\n{\"doc\":{\"d\":1}}\n");
            // When
            List<List<Integer>> real =
                    script.stream().map(body -> statuses(url, body)).toList();
            // Then
            assertThat(script.stream().map(body -> statuses(fake.url(), body)).toList())
                    .isEqualTo(real);
            String documents =
                    "{\"docs\":[{\"_index\":\"agreement\",\"_id\":\"1\"},{\"_index\":\"agreement\",\"_id\":\"none\"}]}";
            assertThat(found(fake.url(), documents)).isEqualTo(found(url, documents));
        }
    }

    private static List<Boolean> found(URI server, String documents) {
        List<Boolean> found = new ArrayList<>();
        call(server, "POST", "/_mget?_source=false", documents)
                .path("docs")
                .forEach(document -> found.add(document.path("found").asBoolean()));
        return found;
    }

    @ParameterizedTest(name = "on {0} shards")
    @ValueSource(ints = {1, 2, 5})
    void shouldKeepOneDocumentPerRowThoughItsRouteChanges(int shards) {
        // Given
        createIndex("orders", "\"number_of_shards\":" + shards);
        String[] settings = {"routing", "value_field", "routing.field", "doc"};
        // When
        deliverMovingRows(settings);
        assertRowsHaveMoved("after the first delivery");
        // Then: also after a replay from the beginning
        deliverMovingRows(settings);
        assertRowsHaveMoved("after a replay");
        search("orders")
                .forEach(hit -> assertThat(hit.path("_routing").asText())
                        .as("where document %s lives", hit.path("_id").asText())
                        .isEqualTo(hit.path("_source").path("doc").asText()));
    }

    @Test
    void shouldKeepOneDocumentPerRowThoughItsNameChangesToAnotherAliasOfTheIndex() {
        // Given
        createIndex("orders", "\"number_of_shards\":1");
        for (int doc = 1; doc <= 11; doc++) {
            call(url, "PUT", "/orders/_alias/doc-" + doc, "{}");
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
        try (RunningTask task = new RunningTask(url, settings)) {
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
        call(url, "POST", "/orders/_refresh", null);
        List<String> expected = new ArrayList<>();
        for (int id = 1; id <= 30; id++) {
            if (id < 20 || id > 22) {
                expected.add(movingRow(id, (id <= 15 ? 2 : 1) + id % 10));
            }
        }
        List<String> actual = new ArrayList<>();
        search("orders").forEach(hit -> actual.add(hit.path("_source").toString()));
        assertThat(actual).as(when).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldMapFieldsFromTheSchema() {
        // Given
        call(url, "DELETE", "/orders", null);
        Schema first = SchemaBuilder.struct()
                .field("at", Timestamp.SCHEMA)
                .field("total", Decimal.schema(2))
                .build();
        Schema second =
                SchemaBuilder.struct().field("note", Schema.STRING_SCHEMA).build();
        try (RunningTask task = new RunningTask(url, "mapping.policy", "evolve", "mapping.string", "keyword")) {
            // When
            task.deliver("1", first, new Struct(first).put("at", new Date(0)).put("total", new BigDecimal("1.50")))
                    .deliver("2", second, new Struct(second).put("note", "n"))
                    .settle();
        }
        // Then
        JsonNode fields = call(url, "GET", "/orders/_mapping", null)
                .path("orders")
                .path("mappings")
                .path("properties");
        assertThat(fields.path("at").path("type").asText()).isEqualTo("date");
        assertThat(fields.path("total").path("type").asText()).isIn("scaled_float", "double");
        assertThat(fields.path("note").path("type").asText()).isEqualTo("keyword");
    }
}
