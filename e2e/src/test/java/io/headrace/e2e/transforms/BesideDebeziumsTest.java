package io.headrace.e2e.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.debezium.transforms.ExtractNewRecordState;
import io.debezium.transforms.outbox.EventRouter;
import io.headrace.transforms.FieldPipeline;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our pipeline in one chain with Debezium's own transforms, in the order that docs/transforms.md says, and in the other. */
class BesideDebeziumsTest {

    private static final String TOPIC = "lab1.lab.outbox";
    private static final Schema KEY = SchemaBuilder.struct()
            .name(TOPIC + ".Key")
            .field("id", Schema.STRING_SCHEMA)
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name(TOPIC + ".Value")
            .optional()
            .field("id", Schema.STRING_SCHEMA)
            .field("aggregatetype", Schema.STRING_SCHEMA)
            .field("aggregateid", Schema.STRING_SCHEMA)
            .field("type", Schema.STRING_SCHEMA)
            .field(
                    "due",
                    SchemaBuilder.int32()
                            .name("io.debezium.time.Date")
                            .version(1)
                            .build())
            .field(
                    "payload",
                    SchemaBuilder.string()
                            .name("io.debezium.data.Json")
                            .version(1)
                            .optional()
                            .build())
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.mysql.Source")
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();
    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name(TOPIC + ".Envelope")
            .version(2)
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    private static final String FLAT =
            "{\"id\":\"e1\",\"aggregatetype\":\"order\",\"aggregateid\":\"42\",\"type\":\"Paid\","
                    + "\"due\":\"2024-06-10\",\"payload\":{\"a\":[1,\"x\",null]},\"__deleted\":\"%s\"}";

    @Test
    void shouldConvertFlatRowsWhenTheyAreExtractedBefore() throws Exception {
        try (ExtractNewRecordState<SourceRecord> extract = extracting();
                FieldPipeline<SourceRecord> pipeline = pipeline()) {
            // When
            SourceRecord row = pipeline.apply(extract.apply(event("c", "{\"a\": [1, \"x\", null]}")));
            SourceRecord deleted = pipeline.apply(extract.apply(event("d", "{\"a\": [1, \"x\", null]}")));

            // Then
            assertThat(json(row)).isEqualTo(FLAT.formatted("false"));
            assertThat(json(deleted)).as("rewritten").isEqualTo(FLAT.formatted("true"));
        }
    }

    /** What ./cdc lint warns of: without a schema Debezium doesn't know the event for one. */
    @Test
    void shouldKeepTheEventWhenJsonIsExpandedBeforeTheExtraction() throws Exception {
        try (ExtractNewRecordState<SourceRecord> extract = extracting();
                FieldPipeline<SourceRecord> pipeline = pipeline()) {
            // When
            SourceRecord event = extract.apply(pipeline.apply(event("c", "{}")));

            // Then
            assertThat(json(event)).startsWith("{\"before\":null,\"after\":{");
        }
    }

    static Stream<Arguments> payloads() {
        return Stream.of(
                arguments("{\"a\":[]}", "{\"a\":[]}"),
                arguments("{\"a\":[1,\"x\",null]}", "{\"a\":[1,\"x\",null]}"),
                arguments("{\"n\":null}", "{\"n\":null}"),
                arguments("{}", "{}"),
                arguments("[]", "[]"),
                arguments("\"text\"", "\"text\""));
    }

    /** The router takes the payload as it stands in the table; the pipeline then expands it, told by no name any more. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void shouldWriteThePayloadOfAnOutboxAsItIsWhenThePipelineLeavesItsTableAlone(String payload, String written)
            throws Exception {
        try (EventRouter<SourceRecord> router = routing()) {
            // When
            SourceRecord event = router.apply(event("c", payload));

            // Then
            assertThat(event.topic()).isEqualTo("outbox.event.order");
            assertThat(event.key()).isEqualTo("42");
            assertThat(event.headers().lastWithName("id").value()).isEqualTo("e1");
            assertThat(event.value())
                    .as("its text, which a StringConverter writes as JSON")
                    .isEqualTo(written);
            assertThat(router.apply(event("d", payload)))
                    .as("the row's deletion")
                    .isNull();
        }
    }

    private static ExtractNewRecordState<SourceRecord> extracting() {
        ExtractNewRecordState<SourceRecord> extract = new ExtractNewRecordState<>();
        extract.configure(Map.of("delete.tombstone.handling.mode", "rewrite"));
        return extract;
    }

    private static EventRouter<SourceRecord> routing() {
        EventRouter<SourceRecord> router = new EventRouter<>();
        router.configure(Map.of("table.fields.additional.placement", "type:header:eventType"));
        return router;
    }

    private static FieldPipeline<SourceRecord> pipeline() {
        FieldPipeline<SourceRecord> pipeline = new FieldPipeline<>();
        pipeline.configure(
                Map.of("steps", "types,json", "types.type", "DebeziumTypeConverter", "json.type", "ExpandJson"));
        return pipeline;
    }

    private static SourceRecord event(String op, String payload) {
        Struct row = new Struct(ROW)
                .put("id", "e1")
                .put("aggregatetype", "order")
                .put("aggregateid", "42")
                .put("type", "Paid")
                .put("due", 19884)
                .put("payload", payload);
        Struct event = new Struct(ENVELOPE)
                .put(op.equals("d") ? "before" : "after", row)
                .put("op", op)
                .put("ts_ms", 1L)
                .put(
                        "source",
                        new Struct(SOURCE)
                                .put("connector", "mysql")
                                .put("name", "lab1")
                                .put("ts_ms", 1L)
                                .put("db", "lab")
                                .put("table", "outbox"));
        return new SourceRecord(
                Map.of(), new HashMap<>(), TOPIC, KEY, new Struct(KEY).put("id", "e1"), ENVELOPE, event);
    }

    private static String json(SourceRecord record) throws Exception {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false"), false);
            return new String(
                    converter.fromConnectData(record.topic(), record.valueSchema(), record.value()),
                    StandardCharsets.UTF_8);
        }
    }
}
