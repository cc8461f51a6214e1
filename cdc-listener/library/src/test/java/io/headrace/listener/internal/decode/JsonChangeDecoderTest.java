package io.headrace.listener.internal.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.Envelopes;
import io.headrace.listener.change.Created;
import io.headrace.listener.change.Deleted;
import io.headrace.listener.change.KeyChanged;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.change.SchemaChanged;
import io.headrace.listener.change.Snapshot;
import io.headrace.listener.change.Truncated;
import io.headrace.listener.change.Updated;
import io.headrace.listener.spi.ChangeDecoder;
import io.headrace.listener.spi.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonChangeDecoderTest {
    private static final Envelopes ENVELOPES = Envelopes.create();
    private static final ObjectNode NEW = Envelopes.order(1, "NEW");
    private static final ObjectNode PAID = Envelopes.order(1, "PAID");

    private final ChangeDecoder decoder = new JsonChangeDecoder();

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments(ENVELOPES.created(NEW), Created.class),
                arguments(ENVELOPES.updated(NEW, PAID), Updated.class),
                arguments(ENVELOPES.deleted(NEW), Deleted.class),
                arguments(ENVELOPES.snapshot(NEW), Snapshot.class),
                arguments(ENVELOPES.truncated(), Truncated.class));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldTellWhatHappened(byte[] value, Class<? extends RowChange> expected) {
        // When
        Optional<RowChange> change = decoder.decode(record(value));

        // Then
        assertThat(change).get().isInstanceOf(expected);
        assertThat(change.orElseThrow().table()).isEqualTo("inventory.orders");
    }

    @Test
    void shouldTellASchemaChangeButNotThatOfASnapshot() {
        // Given
        String event = """
                {"source":{"connector":"mysql","snapshot":"%s","db":"inventory","table":"orders","server_id":1,"ts_ms":1700000000000,
                 "gtid":"18abe1e1-e4c5-11f1-9889-02fc00000001:9","file":"binlog.000002","pos":157,"row":0},
                 "ts_ms":1700000000001,"databaseName":"inventory","ddl":"ALTER TABLE orders ADD gift BOOL",
                 "tableChanges":[{"type":"ALTER","id":"\\"inventory\\".\\"orders\\"","table":{}}]}
                """;

        // When
        Optional<RowChange> altered =
                decoder.decode(record(event.formatted("false").getBytes(StandardCharsets.UTF_8)));
        Optional<RowChange> found =
                decoder.decode(record(event.formatted("true").getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(found).isEmpty();
        assertThat(altered).get().isInstanceOfSatisfying(SchemaChanged.class, change -> {
            assertThat(change.table()).isEqualTo("inventory.orders");
            assertThat(change.ddl()).isEqualTo("ALTER TABLE orders ADD gift BOOL");
            assertThat(change.tableChange().get("type").asText()).isEqualTo("ALTER");
        });
    }

    @Test
    void shouldTellWhichColumnsChanged() {
        // When
        RowChange change = decoder.decode(record(ENVELOPES.updated(NEW, PAID))).orElseThrow();

        // Then
        assertThat(change.changed()).containsExactly("status");
        assertThat(change.changed("total")).isFalse();
    }

    @Test
    void shouldKeepEveryDigitAndTheNestedObject() {
        // When
        RowChange change = decoder.decode(record(ENVELOPES.created(NEW))).orElseThrow();

        // Then
        ObjectNode row = change.row().orElseThrow();
        assertThat(row.get("total").decimalValue())
                .isEqualByComparingTo("1000.50")
                .hasScaleOf(2);
        assertThat(row.at("/shipping_address/city").asText()).isEqualTo("Zürich");
        assertThat(row.get("notes").isNull()).isTrue();
    }

    @Test
    void shouldTakeTheIdempotencyKeyFromGtidAndOrder() {
        // Given
        byte[] value = Envelopes.create().created(NEW);
        byte[] afterFailover =
                Envelopes.with(value, Map.of("mysql-bin.000001", "other-bin.000009", "\"pos\":4001", "\"pos\":7"));

        // When
        RowChange change = decoder.decode(record(value)).orElseThrow();

        // Then
        assertThat(change.idempotencyKey()).isEqualTo("18abe1e1-e4c5-11f1-9889-02fc00000001:1/1");
        assertThat(decoder.decode(record(afterFailover)).orElseThrow().idempotencyKey())
                .isEqualTo(change.idempotencyKey());
    }

    @Test
    void shouldFallBackToThePositionWithoutGtid() {
        // Given
        byte[] value = Envelopes.with(
                Envelopes.create().created(NEW),
                Map.of("\"gtid\":\"18abe1e1-e4c5-11f1-9889-02fc00000001:1\"", "\"gtid\":null"));

        // When
        RowChange change = decoder.decode(record(value)).orElseThrow();

        // Then
        assertThat(change.idempotencyKey()).isEqualTo("223344:mysql-bin.000001:4001:0");
    }

    @Test
    void shouldUnwrapAnEnvelopeWithItsSchema() {
        // Given
        String envelope = new String(ENVELOPES.created(NEW), StandardCharsets.UTF_8);
        byte[] value =
                ("{\"schema\":{\"type\":\"struct\"},\"payload\":" + envelope + "}").getBytes(StandardCharsets.UTF_8);

        // When
        Optional<RowChange> change = decoder.decode(record(value));

        // Then
        assertThat(change).get().isInstanceOf(Created.class);
    }

    @Test
    void shouldTellAKeyChangeOnceFromItsSecondHalf() {
        // Given
        ConsumerRecord<byte[], byte[]> first = record(ENVELOPES.deleted(NEW));
        first.headers().add("__debezium.newkey", Envelopes.key(2));
        ConsumerRecord<byte[], byte[]> second = record(ENVELOPES.created(Envelopes.order(2, "NEW")), 2);
        second.headers().add("__debezium.oldkey", Envelopes.key(1));

        // When
        Optional<RowChange> change = decoder.decode(second);

        // Then
        assertThat(decoder.decode(first)).isEmpty();
        assertThat(change).get().isInstanceOfSatisfying(KeyChanged.class, keyChanged -> {
            assertThat(keyChanged.oldKey().get("id").asLong()).isEqualTo(1);
            assertThat(keyChanged.newKey().get("id").asLong()).isEqualTo(2);
            assertThat(keyChanged.changed()).containsExactly("id");
        });
    }

    static Stream<Arguments> silent() {
        return Stream.of(
                arguments("a tombstone", null),
                arguments("a tombstone as JSON", "null"),
                arguments("a tombstone as JSON with its schema", "{\"schema\":null,\"payload\":null}"),
                arguments("a heartbeat", "{\"ts_ms\":1795167267039}"),
                arguments(
                        "a transaction's begin",
                        "{\"status\":\"BEGIN\",\"id\":\"x:1\",\"event_count\":null,"
                                + "\"data_collections\":null,\"ts_ms\":1795167267039}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silent")
    void shouldPassOver(String what, String value) {
        // When
        Optional<RowChange> change =
                decoder.decode(record(value == null ? null : value.getBytes(StandardCharsets.UTF_8)));

        // Then
        assertThat(change).as(what).isEmpty();
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                arguments("random bytes", "\u0001\u00ff secret", "the value is not JSON: it breaks at byte"),
                arguments("two values", "{} {}", "the value is not JSON"),
                arguments(
                        "no object",
                        "[\"secret\"]",
                        "needs a Debezium envelope, a JSON object, but the value is a JSON array"),
                arguments("a flat row", "{\"id\":1,\"status\":\"secret\"}", "but the value has the fields id, status"),
                arguments(
                        "a row of a table that keeps an audit",
                        "{\"id\":1,\"op\":\"d\",\"source\":\"secret\",\"before\":\"secret\",\"after\":null}",
                        "but the value has the fields id, op, source, before, after; if ExtractNewRecordState"),
                arguments(
                        "a row of an audit with JSON columns",
                        "{\"op\":\"u\",\"source\":{\"app\":\"secret\"},\"before\":{\"x\":1},\"after\":{\"x\":2}}",
                        "needs a Debezium envelope: an op of c, u, d, r or t, a source with connector and ts_ms"),
                arguments(
                        "a row of columns such as a transaction marker's",
                        "{\"status\":\"BEGIN\",\"id\":\"secret\",\"event_count\":3}",
                        "needs a Debezium envelope"),
                arguments(
                        "rows that are none",
                        envelope("c", "\"after\":\"secret\""),
                        "and rows or null before and after; but the value has the fields op, source, after"),
                arguments(
                        "no table",
                        "{\"op\":\"c\",\"source\":{\"connector\":\"mysql\",\"ts_ms\":1,\"db\":\"inventory\"},\"after\":{\"id\":1}}",
                        "an envelope's source needs the fields db and table"),
                arguments("no after", envelope("c", "\"before\":null"), "in the field after, but it is missing"),
                arguments("no before", envelope("d", "\"before\":null"), "binlog_row_image=FULL"),
                arguments("an unknown op", envelope("secret", "\"before\":null"), "an op of c, u, d, r or t"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void shouldSayWhatIsWrongWithoutShowingAValue(String what, String value, String message) {
        // When
        ConsumerRecord<byte[], byte[]> record = record(value.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThatThrownBy(() -> decoder.decode(record))
                .as(what)
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    private static String envelope(String op, String rows) {
        return "{\"op\":\"" + op + "\",\"source\":{\"connector\":\"mysql\",\"ts_ms\":1,\"db\":\"a\",\"table\":\"b\"},"
                + rows + "}";
    }

    static Stream<Arguments> keys() {
        String decimal = "{\"type\":\"bytes\",\"optional\":false,\"name\":\"org.apache.kafka.connect.data.Decimal\","
                + "\"version\":1,\"parameters\":{\"scale\":\"%s\"},\"field\":\"id\"}";
        String wrapped = "{\"schema\":{\"type\":\"struct\",\"fields\":[" + decimal
                + "],\"optional\":false},\"payload\":{\"id\":\"%s\"}}";
        return Stream.of(
                arguments("the largest of 64 bits", "{\"id\":18446744073709551615}", "18446744073709551615"),
                arguments("a decimal", "{\"id\":10.0}", "10.0"),
                arguments(
                        "a decimal with its scale",
                        "{\"id\":1234567890123456789012345678.90}",
                        "1234567890123456789012345678.90"),
                arguments("a small decimal", "{\"id\":1E-8}", "0.00000001"),
                arguments("unsigned, with its schema", wrapped.formatted("0", "AP//////////"), "18446744073709551615"),
                arguments("a decimal, with its schema", wrapped.formatted("1", "ZA=="), "10.0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void shouldKeepEveryDigitOfAKey(String what, String key, String expected) {
        // When
        RowChange change = decoder.decode(
                        new ConsumerRecord<>("t", 0, 0, key.getBytes(StandardCharsets.UTF_8), ENVELOPES.created(NEW)))
                .orElseThrow();

        // Then
        JsonNode id = change.origin().key().get("id");
        assertThat(id.decimalValue().toPlainString()).as(what).isEqualTo(expected);
        assertThat(id.isNumber()).isTrue();
    }

    @Test
    void shouldReadDecimalsOfRowsByTheirSchema() {
        // Given
        String row = "{\"type\":\"struct\",\"field\":\"%s\",\"fields\":[{\"type\":\"bytes\",\"field\":\"total\","
                + "\"name\":\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"}}]}";
        String schema = "{\"type\":\"struct\",\"name\":\"p.a.b.Envelope\",\"fields\":[" + row.formatted("before") + ","
                + row.formatted("after") + "]}";
        String value = "{\"schema\":" + schema + ",\"payload\":"
                + envelope("u", "\"before\":{\"total\":\"AeI6\"},\"after\":{\"total\":null}") + "}";

        // When
        RowChange change =
                decoder.decode(record(value.getBytes(StandardCharsets.UTF_8))).orElseThrow();

        // Then
        assertThat(change.before().orElseThrow().get("total").asText()).isEqualTo("1234.50");
        assertThat(change.after().orElseThrow().get("total").isNull()).isTrue();
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments("\\\"lab\\\".\\\"sales data\\\"", "lab.sales data"),
                arguments("\\\"lab\\\".\\\"ver.1\\\"", "lab.ver.1"),
                arguments("\\\"my-shop\\\".\\\"q\\\"\\\"t\\\"", "my-shop.q\"t"),
                arguments("lab.orders", "lab.orders"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("tables")
    void shouldReadTheTableOfASchemaChange(String id, String table) {
        // Given
        String event = "{\"source\":{\"connector\":\"mysql\",\"ts_ms\":1,\"snapshot\":\"false\",\"gtid\":\"s:9\"},"
                + "\"ddl\":\"DROP TABLE x\",\"tableChanges\":[{\"type\":\"DROP\",\"id\":\"" + id + "\"}]}";

        // When
        RowChange change =
                decoder.decode(record(event.getBytes(StandardCharsets.UTF_8))).orElseThrow();

        // Then
        assertThat(change.table()).isEqualTo(table);
        assertThat(change.idempotencyKey())
                .as("of one of the tables of a statement")
                .endsWith(":" + table);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return record(value, 1);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, long id) {
        return new ConsumerRecord<>("dbserver1.inventory.orders", 0, 7, Envelopes.key(id), value);
    }
}
