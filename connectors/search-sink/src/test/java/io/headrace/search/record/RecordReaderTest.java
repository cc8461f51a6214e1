package io.headrace.search.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.config.SinkConfig;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.ItemKind;
import io.headrace.search.document.SkipReason;
import io.headrace.search.failure.RecordException;
import io.headrace.search.index.IndexNames;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {
    private static final String UPDATE = "{\"before\":{\"id\":1,\"shop\":\"a\"},\"after\":{\"id\":1,\"shop\":\"b\"},"
            + "\"source\":{\"connector\":\"mysql\",\"file\":\"binlog.000002\",\"pos\":3,\"row\":1,\"ts_ms\":77},\"op\":\"u\"}";

    private static RecordReader reader(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "http://localhost:9200"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        SinkSettings parsed = SinkConfig.parse(all);
        return new RecordReader(parsed, new IndexNames(parsed.target()));
    }

    private static SinkRecord record(Object key, String json) {
        byte[] value = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        return new SinkRecord(
                "db.shop.Orders", 2, null, key, null, value, 5, 1_795_167_267_039L, TimestampType.CREATE_TIME);
    }

    private static DocumentChange.Write write(RecordReader reader, SinkRecord record) {
        return (DocumentChange.Write) reader.read(record);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":1}                                          | 1
            {"id":"a\\u00e9\\n"}                              | `aé
            `
            {"a":1,"b":"x"}                                   | 1:x
            {"a":"1:","b":"x"}                                | 1\\::x
            {"schema":{"type":"struct"},"payload":{"id":9}}   | 9
            {"schema":{"type":"int64"},"payload":9}           | 9
            17                                                | 17
            "seventeen"                                       | seventeen
            true                                              | true
            {"id":true}                                       | true
            { "id" : 1 }                                      | 1
            """)
    void shouldTakeTheIdFromKeyBytes(String key, String id) {
        assertThat(write(reader(), record(key.getBytes(StandardCharsets.UTF_8), "{}"))
                        .address()
                        .id())
                .isEqualTo(id);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1E3",
                "[1]",
                "{\"id\":null}",
                "{\"id\":[1]}",
                "{\"id\":{\"a\":1}}",
                "not json",
                "{\"id\":1",
                "{}",
                "null",
                "` `"
            })
    void shouldRefuseKeyBytesThatNameNothing(String key) {
        assertThatThrownBy(() -> reader().read(record(key.getBytes(StandardCharsets.UTF_8), "{}")))
                .isInstanceOf(RecordException.class);
    }

    @Test
    void shouldTakeTheIdFromKeysOfAnyConverter() {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field("z", Schema.INT32_SCHEMA)
                .field("a", Schema.STRING_SCHEMA)
                .build();
        Struct struct = new Struct(schema).put("z", 1).put("a", "x");
        // Then
        assertThat(write(reader(), record(7, "{}")).address().id()).isEqualTo("7");
        assertThat(write(reader(), record("k", "{}")).address().id()).isEqualTo("k");
        assertThat(write(reader(), record(struct, "{}")).address().id()).isEqualTo("1:x");
        assertThat(write(reader("document.id.map.order", "name"), record(Map.of("z", 1L, "a", "x"), "{}"))
                        .address()
                        .id())
                .as("a Map has forgotten the order of its fields, and may be asked for them by name")
                .isEqualTo("x:1");
        assertThat(write(reader("document.id.fields", "a"), record(struct, "{}"))
                        .address()
                        .id())
                .isEqualTo("x");
        assertThatThrownBy(() -> reader().read(record(1.5, "{}"))).hasMessageContaining("Double");
    }

    @Test
    void shouldTakeTheIdFromElsewhere() {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("id", "h1");
        SinkRecord withHeader = record("k", "{\"a\":{\"b\":4},\"c\":\"x\"}")
                .newRecord("db.shop.Orders", 2, null, "k", null, "{\"a\":{\"b\":4},\"c\":\"x\"}", null, headers);
        assertThat(write(reader("document.id", "value_field", "document.id.fields", "a.b,c"), withHeader)
                        .address()
                        .id())
                .isEqualTo("4:x");
        assertThat(write(
                                reader(
                                        "document.id",
                                        "header",
                                        "document.id.header",
                                        "id",
                                        "header.converter",
                                        "org.apache.kafka.connect.storage.StringConverter"),
                                withHeader)
                        .address()
                        .id())
                .isEqualTo("h1");
        assertThat(write(reader("key.ignore", "true"), withHeader).address().id())
                .isEqualTo("db.shop.Orders+2+5");
        assertThat(write(reader("key.ignore", "true"), withHeader).isVersioned())
                .isFalse();
        assertThat(write(reader("key.ignore", "true", "use.autogenerated.ids", "true"), withHeader)
                        .address()
                        .id())
                .isNull();
        assertThat(write(reader("topic.key.ignore", "db.shop.Orders"), withHeader)
                        .address()
                        .id())
                .isEqualTo("db.shop.Orders+2+5");
    }

    @Test
    void shouldRefuseOrHashAnOverlongId() {
        String id = "ü".repeat(300);
        assertThatThrownBy(() -> reader().read(record(id, "{}")))
                .hasMessageContaining("600")
                .hasMessageNotContaining("ü");
        assertThat(write(reader("document.id.overlong", "hash"), record(id, "{}"))
                        .address()
                        .id())
                .startsWith("sha256-")
                .hasSize(71);
        assertThatThrownBy(() -> reader().read(record("", "{}"))).hasMessageContaining("empty");
        assertThatThrownBy(() -> reader().read(record(null, "{}"))).hasMessageContaining("null");
    }

    @ParameterizedTest(name = "{0} is index {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "${topic}                        | db.shop.orders",
                "${topic.table}                  | orders",
                "cdc-${topic.database}           | cdc-shop",
                "x-${timestamp:yyyy.MM.dd}       | x-2026.11.20",
                "x-${value:shop}                 | x-b",
                "x-${key:id}                     | x-1",
                "_x ${topic.table}               | x_orders"
            })
    void shouldFillTheIndexTemplate(String template, String index) {
        assertThat(write(reader("index", template), record(Map.of("id", 1), "{\"shop\":\"b\"}"))
                        .address()
                        .index())
                .isEqualTo(index);
    }

    @Test
    void shouldRefuseTwoTopicsThatBecomeOneIndex() {
        RecordReader reader = reader();
        reader.read(record("k", "{}"));
        SinkRecord folded = new SinkRecord("db.shop.orders", 0, null, "k", null, "{}", 1);
        assertThatThrownBy(() -> reader.read(folded)).hasMessageContaining("topic.to.index");
    }

    @Test
    void shouldVersionByOffsetOrWhatElseIsChosen() {
        SinkRecord update = record("k", UPDATE);
        assertThat(write(reader(), update).version()).isEqualTo(5);
        assertThat(write(reader("document.version", "none"), update).isVersioned())
                .isFalse();
        assertThat(write(reader("document.version", "timestamp"), update).version())
                .isEqualTo(1_795_167_267_039L);
        assertThat(write(reader("document.version", "source", "document.version.equal", "overwrite"), update)
                        .version())
                .isEqualTo((((2L << 32) + 3) << 8) + 1);
        assertThat(write(
                                reader(
                                        "document.version",
                                        "source",
                                        "document.version.equal",
                                        "overwrite",
                                        "document.version.epoch",
                                        "1"),
                                update)
                        .version())
                .as("an epoch is above every position")
                .isGreaterThan((((1L << 20) - 1) << 40));
        assertThatThrownBy(() -> reader("external.version.header", "v").read(update))
                .hasMessageContaining("header v");
    }

    @Test
    void shouldMoveADocumentWhoseRowDecidesOnItsIndex() {
        // Given
        RecordReader reader = reader("index", "x-${value:shop}");
        // When
        DocumentChange.Move move = (DocumentChange.Move) reader.read(record("k", UPDATE));
        // Then
        assertThat(move.from().kind()).isEqualTo(ItemKind.DELETE);
        assertThat(move.from().address()).isEqualTo(new DocumentChange.Address("x-a", null, "k"));
        assertThat(move.to().address()).isEqualTo(new DocumentChange.Address("x-b", null, "k"));
        assertThat(move.from().version())
                .as("of the removal, which may hit the new document: two names can be one alias")
                .isEqualTo(move.to().version() - 1);
        assertThat(move.from().overwritesEqual())
                .as("it has to remove what the record before has written")
                .isTrue();
        assertThat(reader.read(record("k", null))).isEqualTo(new DocumentChange.Skip(SkipReason.TOMBSTONE));
    }

    @Test
    void shouldGiveTheRemovalTheVersionOfTheWriteWhenTheIdChangesToo() {
        // Given: they are two documents, whatever their shards
        RecordReader reader = reader("document.id", "value_field", "document.id.fields", "shop");
        // When
        DocumentChange.Move move = (DocumentChange.Move) reader.read(record("k", UPDATE));
        // Then
        assertThat(move.from().address().id()).isEqualTo("a");
        assertThat(move.from().version()).isEqualTo(move.to().version());
    }

    @Test
    void shouldRefuseToChangeADocumentThatMayBeInTheIndexOfAnEarlierTime() {
        RecordReader reader = reader("index", "x-${timestamp:yyyy.MM.dd}");
        assertThatThrownBy(() -> reader.read(record("k", UPDATE)))
                .hasMessageContaining("index of an earlier time")
                .hasMessageContaining("topic db.shop.Orders")
                .hasMessageContaining("topic.key.ignore");
    }

    @Test
    void shouldRouteADeletionByTheRowBefore() {
        RecordReader reader = reader("routing", "value_field", "routing.field", "shop");
        String delete =
                UPDATE.replace("\"op\":\"u\"", "\"op\":\"d\"").replaceAll("\"after\":\\{[^}]*}", "\"after\":null");
        assertThat(write(reader, record("k", delete)).address())
                .isEqualTo(new DocumentChange.Address("db.shop.orders", "a", "k"));
    }

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
