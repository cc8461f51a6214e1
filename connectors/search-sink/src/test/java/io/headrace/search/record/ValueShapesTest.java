package io.headrace.search.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.ItemKind;
import io.headrace.search.document.SkipReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells rows from change events and from what Debezium writes beside them, in every form that values come in. */
class ValueShapesTest {
    private static final String SOURCE =
            "{\"version\":\"3.6.1.Final\",\"connector\":\"mysql\",\"ts_ms\":1,\"db\":\"lab\"}";
    private static final SchemaAndValue KEY = new SchemaAndValue(null, "{\"id\":1}".getBytes(UTF_8));

    private static final JsonConverter JSON = new JsonConverter();

    static {
        JSON.configure(Map.of("schemas.enable", "false"), false);
    }

    /** The value as a byte array, a text, a buffer, and the Map that JsonConverter makes of it. */
    private static Stream<Object> forms(String value) {
        byte[] bytes = value.getBytes(UTF_8);
        Object map = JSON.toConnectData(Readers.TOPIC, bytes).value();
        return map == null
                ? Stream.of(bytes, value, ByteBuffer.wrap(bytes))
                : Stream.of(bytes, value, ByteBuffer.wrap(bytes), map);
    }

    private static DocumentChange read(Object value, String... settings) {
        return Readers.reader(settings).read(Readers.record(Readers.TOPIC, KEY, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                " null\n",
                "{\"schema\":null,\"payload\":null}",
                "{\"schema\":{\"type\":\"struct\"},\"payload\":null}"
            })
    void shouldDeleteForTheNullOfJsonAsForNoValue(String value) {
        for (Object form : Stream.of(value.getBytes(UTF_8), value, ByteBuffer.wrap(value.getBytes(UTF_8)))
                .toList()) {
            assertThat(((DocumentChange.Write) read(form)).kind())
                    .as(form.getClass().getSimpleName())
                    .isEqualTo(ItemKind.DELETE);
            assertThat(read(form, "behavior.on.null.values", "ignore"))
                    .isEqualTo(new DocumentChange.Skip(SkipReason.NULL_VALUE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"op\":\"d\",\"source\":\"app\",\"before\":\"{\\\"x\\\":1}\",\"after\":null}",
                "{\"id\":1,\"op\":\"u\",\"source\":{\"app\":\"web\"},\"before\":null,\"after\":{\"x\":2}}",
                "{\"id\":1,\"op\":\"c\",\"source\":{\"connector\":\"mysql\"},\"after\":{\"x\":2}}",
                "{\"id\":1,\"op\":\"update\",\"source\":" + SOURCE + ",\"before\":null,\"after\":{\"x\":2}}",
                "{\"id\":1,\"op\":\"u\",\"source\":" + SOURCE + ",\"before\":\"x\",\"after\":{\"x\":2}}",
                "{\"id\":1,\"op\":7,\"source\":" + SOURCE + ",\"after\":{}}",
                "{\"op\":\"d\",\"source\":null,\"before\":null,\"after\":null}",
                "{\"source\":\"a\",\"ddl\":\"DROP TABLE x\"}",
                "{\"source\":{\"x\":1},\"ddl\":\"DROP TABLE x\"}",
                "{\"id\":1,\"status\":\"open\",\"event_count\":1,\"data_collections\":[],\"ts_ms\":1}",
                "{\"id\":1,\"status\":\"END\",\"event_count\":\"1\",\"data_collections\":[],\"ts_ms\":1}",
                "{\"id\":1,\"status\":\"END\",\"event_count\":1,\"data_collections\":\"a,b\",\"ts_ms\":1}",
                "{\"id\":1,\"status\":\"END\",\"event_count\":1,\"data_collections\":[],\"ts_ms\":1,\"more\":1}",
                "{\"id\":1,\"status\":\"END\",\"event_count\":1,\"data_collections\":[]}",
                "{\"schema\":\"public\",\"payload\":\"x\"}",
                "{\"schema\":\"public\",\"payload\":{\"a\":1}}",
                "{\"schema\":{\"tables\":3},\"payload\":{\"a\":1}}",
                "{\"schema\":\"public\",\"payload\":null}"
            })
    void shouldTakeARowForARowWhateverItsColumnsAreCalled(String row) {
        forms(row).forEach(form -> {
            DocumentChange.Write write = (DocumentChange.Write) read(form);
            assertThat(write.kind()).as(form.getClass().getSimpleName()).isEqualTo(ItemKind.INDEX);
            assertThat(JSON.toConnectData("t", write.json().text().getBytes(UTF_8))
                            .value())
                    .as(form.getClass().getSimpleName())
                    .isEqualTo(JSON.toConnectData("t", row.getBytes(UTF_8)).value());
        });
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(
                        "{\"before\":null,\"after\":{\"id\":1},\"source\":" + SOURCE + ",\"op\":\"c\"}", "{\"id\":1}"),
                Arguments.of(
                        "{\"op\":\"u\",\"source\":" + SOURCE + ",\"after\":{\"id\":1},\"added_by_a_transform\":1}",
                        "{\"id\":1}"),
                Arguments.of("{\"before\":{\"id\":1},\"after\":null,\"source\":" + SOURCE + ",\"op\":\"d\"}", ""));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldTakeAChangeEventForOne(String event, String document) {
        forms(event).forEach(form -> {
            DocumentChange.Write write = (DocumentChange.Write) read(form);
            assertThat(write.kind()).isEqualTo(document.isEmpty() ? ItemKind.DELETE : ItemKind.INDEX);
            assertThat(write.json().text()).as(form.getClass().getSimpleName()).isEqualTo(document);
        });
    }

    @Test
    void shouldLeaveOutSchemaChangesAndTransactionsInEveryForm() {
        forms("{\"source\":" + SOURCE
                        + ",\"ts_ms\":1,\"databaseName\":\"lab\",\"ddl\":\"DROP TABLE x\",\"tableChanges\":[]}")
                .forEach(form -> assertThat(read(form)).isEqualTo(new DocumentChange.Skip(SkipReason.SCHEMA_CHANGE)));
        forms("{\"status\":\"BEGIN\",\"id\":\"x:1\",\"event_count\":null,\"data_collections\":null,\"ts_ms\":1}")
                .forEach(form -> assertThat(read(form)).isEqualTo(new DocumentChange.Skip(SkipReason.TRANSACTION)));
    }

    private static SchemaBuilder struct(Map<String, Schema> fields) {
        SchemaBuilder schema = SchemaBuilder.struct();
        fields.forEach(schema::field);
        return schema;
    }

    @Test
    void shouldTellAStructByItsTypes() {
        // Given
        Schema row = struct(Map.of("id", Schema.INT32_SCHEMA)).optional().build();
        Schema source = struct(Map.of("connector", Schema.STRING_SCHEMA, "ts_ms", Schema.INT64_SCHEMA))
                .build();
        Schema text = Schema.OPTIONAL_STRING_SCHEMA;
        Schema flat = struct(Map.of("op", text, "source", text, "before", text, "after", text))
                .build();
        Schema json = struct(Map.of("op", text, "source", row, "before", row, "after", row))
                .build();
        Schema foreign = struct(Map.of("payload", text)).name("shop.Envelope").build();
        Schema event =
                struct(Map.of("op", text, "source", source, "after", row)).build();
        Schema named = struct(Map.of("op", text, "after", row))
                .name("lab1.lab.t.Envelope")
                .build();
        Struct one = new Struct(row).put("id", 1);
        // Then
        for (Struct struct : List.of(
                new Struct(flat).put("op", "d").put("source", "app"),
                new Struct(json).put("op", "d").put("source", one).put("before", one),
                new Struct(foreign).put("payload", "x"))) {
            assertThat(((DocumentChange.Write) read(struct)).json().text())
                    .as("a row with " + struct.schema().fields())
                    .contains(struct.schema().fields().get(0).name());
        }
        for (Struct struct : List.of(
                new Struct(event)
                        .put("op", "c")
                        .put(
                                "source",
                                new Struct(source).put("connector", "mysql").put("ts_ms", 1L))
                        .put("after", one),
                new Struct(named).put("op", "c").put("after", one))) {
            assertThat(((DocumentChange.Write) read(struct)).json().text()).isEqualTo("{\"id\":1}");
        }
    }
}
