package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sink has to do on every real server that it supports. */
@SuppressWarnings("JavaUtilDate") // what Connect's timestamps are made of
abstract class SearchServerScript implements DocumentAddressScript, FaultServerScript {
    /** The server that all tests of the class share. */
    abstract RunningServer server();

    @Override
    public final SearchServerCalls calls() {
        return new SearchServerCalls(server().url());
    }

    @Test
    void shouldMakeEachOfSeveralQuickChangesSearchableThoughTheIndexNeverRefreshes() {
        // Given
        calls().createIndex("orders", "\"number_of_shards\":3,\"refresh_interval\":\"-1\"");
        try (RunningTask task = new RunningTask(server().url(), "refresh", "adaptive")) {
            // When: all but the first come within the distance of two refreshes
            for (int id = 0; id < 5; id++) {
                task.deliver(String.valueOf(id), "{\"v\":1}").settle();
            }
            // Then
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> calls().search("orders").size() == 5);
        }
    }

    @Test
    void shouldHoldExactlyTheLastWritesAfterTheServerWasKilledUnderLoad() {
        // Given
        calls().createIndex("orders", "\"number_of_shards\":1");
        int keys = 2_000;
        Map<String, Integer> expected = new HashMap<>();
        try (RunningTask task = new RunningTask(server().url(), "batch.size", "200")) {
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
                    server().kill();
                    System.out.println("Killed Elasticsearch with " + unfinished + " records in flight");
                }
                if (round == 14) {
                    server().start();
                }
            }
            task.settle();
        }
        // Then
        calls().refresh("orders");
        Map<String, Integer> actual = new HashMap<>();
        calls().search("orders")
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
        calls().createIndex("orders", "\"index.mapping.total_fields.limit\":6,\"number_of_shards\":1");
        calls().put("/orders/_mapping", """
                {"properties":{"day":{"type":"date"},"f1":{"type":"long"},"f2":{"type":"long"},"f3":{"type":"long"}}}""");
        try (RunningTask task = new RunningTask(server().url(), true)) {
            // When
            task.deliver(key, value).deliver("\"good\"", "{\"f1\":1}").settle();
            // Then
            assertThat(task.context().reports())
                    .as(what)
                    .singleElement()
                    .satisfies(report -> assertThat(report.error()).hasMessageContaining(reason));
        }
        assertThat(calls().versionOf("good")).isEqualTo(1);
        assertThat(calls().versionOf("1")).as("of what was refused").isNegative();
    }

    @Test
    void shouldWriteADocumentOfTwentyMegabytesOrReportItWhereThatIsTooMuch() {
        // Given
        calls().delete("/orders");
        calls().put("/orders", "{\"mappings\":{\"dynamic\":false}}");
        String value = "{\"text\":\"" + "x".repeat(20 << 20) + "\"}";
        // When
        try (RunningTask task = new RunningTask(server().url())) {
            task.deliver("1", value).settle();
        }
        try (RunningTask task = new RunningTask(server().url(), true, "document.max.bytes", "1000000")) {
            task.deliver("2", value, "3", "{}").settle();
            // Then
            assertThat(task.context().reports()).hasSize(1);
        }
        assertThat(calls().versionOf("1")).isZero();
        assertThat(calls().versionOf("2")).isNegative();
    }

    /** Some servers read it to its end before they refuse it, others close the connection while it is written. */
    @Test
    void shouldSplitARequestThatIsTooLargeAndReportTheOneRecordThatIs() {
        // Given
        calls().delete("/orders");
        calls().put("/orders", "{\"mappings\":{\"dynamic\":false}}");
        String row = "{\"text\":\"" + "x".repeat(5 << 20) + "\"}";
        String tooLarge = "{\"text\":\"" + "x".repeat(24 << 20) + "\"}";
        String[] oneRequest = {"bulk.size.bytes", "100000000", "max.in.flight.requests", "1"};
        // When: the others gather while the first is under way
        try (RunningTask task = new RunningTask(server().url(), true, oneRequest)) {
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
            assertThat(calls().versionOf(String.valueOf(id)))
                    .as("document %s", id)
                    .isEqualTo(id == 8 ? -1 : id);
        }
    }

    @Test
    void shouldTakeATombstoneOrASchemalessRecordAsTheFirstOfAnIndex() {
        // Given
        calls().delete("/orders");
        try (RunningTask task = new RunningTask(server().url())) {
            // When
            task.deliver("1", null).settle();
            task.deliver("2", null, Map.of("v", 1L)).settle();
        }
        // Then
        assertThat(calls().versionOf("2")).isEqualTo(1);
        assertThat(calls().get("/orders/_settings?flat_settings=true")
                        .path("orders")
                        .path("settings")
                        .path("index.gc_deletes")
                        .asText())
                .isEqualTo("1h");
    }

    @Test
    void shouldMergePartialDocumentsAndDeleteThem() {
        // Given
        calls().createIndex("orders", "\"number_of_shards\":1");
        try (RunningTask task = new RunningTask(server().url(), "write.method", "upsert")) {
            // When
            task.deliver("1", "{\"a\":1}", "2", "{\"a\":1}", "1", "{\"b\":2}", "2", null)
                    .settle();
        }
        // Then
        assertThat(calls().get("/orders/_doc/1").path("_source").toString()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(calls().versionOf("2")).isNegative();
    }

    @Test
    void shouldMapFieldsFromTheSchema() {
        // Given
        calls().delete("/orders");
        Schema first = SchemaBuilder.struct()
                .field("at", Timestamp.SCHEMA)
                .field("total", Decimal.schema(2))
                .build();
        Schema second =
                SchemaBuilder.struct().field("note", Schema.STRING_SCHEMA).build();
        try (RunningTask task =
                new RunningTask(server().url(), "mapping.policy", "evolve", "mapping.string", "keyword")) {
            // When
            task.deliver("1", first, new Struct(first).put("at", new Date(0)).put("total", new BigDecimal("1.50")))
                    .deliver("2", second, new Struct(second).put("note", "n"))
                    .settle();
        }
        // Then
        JsonNode fields =
                calls().get("/orders/_mapping").path("orders").path("mappings").path("properties");
        assertThat(fields.path("at").path("type").asText()).isEqualTo("date");
        assertThat(fields.path("total").path("type").asText()).isIn("scaled_float", "double");
        assertThat(fields.path("note").path("type").asText()).isEqualTo("keyword");
    }
}
