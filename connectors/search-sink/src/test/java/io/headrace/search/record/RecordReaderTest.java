package io.headrace.search.record;

import static io.headrace.search.record.Readers.UPDATE;
import static io.headrace.search.record.Readers.reader;
import static io.headrace.search.record.Readers.record;
import static io.headrace.search.record.Readers.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.ItemKind;
import io.headrace.search.document.SkipReason;
import io.headrace.search.failure.RecordException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"op":"u","before":null,"source":{"connector":"mysql","ts_ms":1}}                                           | `after`
            {"op":"x","after":{},"source":{"connector":"mysql","ts_ms":1}}                                              | op of
            {"a":1                                                                         | ends in the middle
            {"a":01}                                                                       | not well-formed
            {"a":"\\q"}                                                                    | not well-formed
            {"a":1}{}                                                                      | not well-formed
            {'a':1}                                                                        | not well-formed
            [1]                                                                            | JSON object
            17                                                                             | JSON object
            {"a":tru}                                                                      | not well-formed
            {"a":-}                                                                        | not well-formed
            {"a":1.}                                                                       | not well-formed
            """)
    void shouldRefuseBadValues(String value, String reason) {
        assertThatThrownBy(() -> reader().read(record("k", value)))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining(reason.replace("`", ""));
    }

    @ParameterizedTest(name = "{0} is left out as {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"source":{"connector":"mysql","ts_ms":1},"ddl":"ALTER TABLE","databaseName":"shop"}                        | SCHEMA_CHANGE
            {"status":"END","id":"1","event_count":1,"data_collections":[],"ts_ms":1}       | TRANSACTION
            {"op":"m","source":{"connector":"mysql","ts_ms":1}}                                           | MESSAGE
            {"op":"t","source":{"connector":"mysql","ts_ms":1},"before":null,"after":null}                              | TRUNCATE
            {"schema":{"type":"struct"},"payload":null}                                    | NULL_VALUE
            """)
    void shouldLeaveOutWhatConcernsNoDocument(String value, SkipReason reason) {
        RecordReader reader = reader("behavior.on.null.values", "ignore");
        assertThat(reader.read(record("k", value))).isEqualTo(new DocumentChange.Skip(reason));
    }

    @Test
    void shouldLeaveOutHeartbeats() {
        SinkRecord heartbeat = new SinkRecord("__debezium-heartbeat.db", 0, null, null, null, "{\"ts_ms\":1}", 1);
        assertThat(reader().read(heartbeat)).isEqualTo(new DocumentChange.Skip(SkipReason.HEARTBEAT));
    }

    @Test
    void shouldKeepLineBreaksOutOfTheBulkBody() {
        DocumentChange.Write write = write(reader(), record("k", "{\n \"a\": \"x\\n\",\r\n \"b\": 1 }"));
        assertThat(write.json().text()).isEqualTo("{  \"a\": \"x\\n\",   \"b\": 1 }");
    }

    @Test
    void shouldRefuseWhatIsTooDeepOrTooLarge() {
        String deep = "{\"a\":".repeat(101) + "1" + "}".repeat(101);
        assertThatThrownBy(() -> reader().read(record("k", deep))).hasMessageContaining("document.max.depth");
        String large = "{\"a\":\"" + "x".repeat(100) + "\"}";
        assertThatThrownBy(() -> reader("document.max.bytes", "50").read(record("k", large)))
                .hasMessageContaining("document.max.bytes");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "fields.include   | a,o.x        | {\"a\":1,\"o\":{\"x\":1}}",
                "fields.exclude   | a,o.x,l.p    | {\"b\":2,\"o\":{\"y\":2},\"l\":[{\"q\":2},3]}",
                "fields.rename    | a:A,o.x:X    | {\"A\":1,\"b\":2,\"o\":{\"X\":1,\"y\":2},\"l\":[{\"p\":1,\"q\":2},3]}"
            })
    void shouldKeepLeaveOutAndRenameFields(String setting, String rule, String document) {
        String value = "{\"a\":1,\"b\":2,\"o\":{\"x\":1,\"y\":2},\"l\":[{\"p\":1,\"q\":2},3]}";
        assertThat(write(reader(setting, rule), record("k", value)).json().text())
                .isEqualTo(document);
    }

    @Test
    void shouldAddMetadata() {
        RecordReader reader = reader(
                "metadata.fields", "topic:_topic,partition:_p,offset:_o,op:_op,source.ts:_ts,key:_key,header.none:_h");
        assertThat(write(reader, record("k", UPDATE)).json().text())
                .isEqualTo(
                        "{\"id\":1,\"shop\":\"b\",\"_topic\":\"db.shop.Orders\",\"_p\":2,\"_o\":5,\"_op\":\"u\",\"_ts\":77,"
                                + "\"_key\":\"k\",\"_h\":null}");
        assertThat(write(reader("metadata.fields", "offset:o"), record("k", "{}"))
                        .json()
                        .text())
                .isEqualTo("{\"o\":5}");
    }

    @Test
    void shouldObeyTheBehaviorOnNullValues() {
        assertThat(write(reader(), record("k", null)).kind()).isEqualTo(ItemKind.DELETE);
        assertThat(reader("behavior.on.null.values", "ignore").read(record("k", null)))
                .isEqualTo(new DocumentChange.Skip(SkipReason.NULL_VALUE));
        assertThatThrownBy(() -> reader("behavior.on.null.values", "fail").read(record("k", null)))
                .hasMessageContaining("behavior.on.null.values");
        assertThatThrownBy(() -> reader("key.ignore", "true").read(record("k", null)))
                .hasMessageContaining("behavior.on.null.values");
        assertThat(write(reader("write.method", "upsert"), record("k", null)).isVersioned())
                .isFalse();
    }

    @Test
    void shouldMakeTheSameChangeOfAnEnvelopeInAnyForm() {
        // Given
        Schema row = SchemaBuilder.struct()
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .field("shop", Schema.STRING_SCHEMA)
                .build();
        Schema source = SchemaBuilder.struct()
                .field("connector", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct()
                .field("before", row)
                .field("after", row)
                .field("source", source)
                .field("op", Schema.STRING_SCHEMA)
                .build();
        Struct struct = new Struct(envelope)
                .put("after", new Struct(row).put("id", 1L).put("shop", "b"))
                .put("source", new Struct(source).put("connector", "mysql").put("ts_ms", 77L))
                .put("op", "u");
        Map<String, Object> after = new java.util.LinkedHashMap<>();
        after.put("id", 1L);
        after.put("shop", "b");
        Map<String, Object> map =
                Map.of("after", after, "source", Map.of("connector", "mysql", "ts_ms", 77L), "op", "u");
        // When
        List<String> documents = List.of(
                        UPDATE.getBytes(StandardCharsets.UTF_8),
                        UPDATE,
                        java.nio.ByteBuffer.wrap(UPDATE.getBytes(StandardCharsets.UTF_8)),
                        struct,
                        map)
                .stream()
                .map(value -> write(reader(), new SinkRecord("t", 0, null, "k", null, value, 1))
                        .json()
                        .text())
                .toList();
        // Then
        assertThat(documents).containsOnly("{\"id\":1,\"shop\":\"b\"}");
    }
}
