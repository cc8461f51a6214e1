package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StableKeyTest {

    private static final Schema TIMESTAMP =
            SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp").build();

    private final StableKey<SourceRecord> keys = new StableKey<>();

    @BeforeEach
    void configure() {
        keys.configure(Map.of());
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1971-01-01T00:00:01.100Z,   1971-01-01T00:00:01.1Z",
        "1971-01-01T00:00:01.1Z,     1971-01-01T00:00:01.1Z",
        "2026-07-01T12:30:15.000000Z, 2026-07-01T12:30:15Z",
        "2026-07-01T12:30:15Z,       2026-07-01T12:30:15Z",
        "2026-07-01T12:30:20Z,       2026-07-01T12:30:20Z",
        "2026-07-01T12:30:15.000001Z, 2026-07-01T12:30:15.000001Z",
        "2026-07-01T12:30:15.250+02:00, 2026-07-01T12:30:15.25+02:00",
    })
    void shouldWriteATimestampInItsShortestForm(String given, String stable) {
        SourceRecord record = record(struct(TIMESTAMP, given));

        SourceRecord rewritten = keys.apply(record);

        assertThat(((Struct) rewritten.key()).get("k")).isEqualTo(stable);
        assertThat(rewritten.keySchema()).isEqualTo(record.keySchema());
        if (given.equals(stable)) {
            assertThat(rewritten).isSameAs(record);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void shouldWriteABooleanAsTheSnapshotDoes(boolean given, short stable) {
        SourceRecord rewritten = keys.apply(record(struct(Schema.BOOLEAN_SCHEMA, given)));

        assertThat(((Struct) rewritten.key()).get("k")).isEqualTo(stable);
        assertThat(rewritten.keySchema())
                .isEqualTo(struct(Schema.INT16_SCHEMA, (short) 1).schema());
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments("text that looks like a timestamp", struct(Schema.STRING_SCHEMA, "2026-07-01T12:30:15.250Z")),
                arguments("a number", struct(Schema.INT64_SCHEMA, 10L)),
                arguments("a plain value", "2026-07-01T12:30:15.250Z"),
                arguments("no key", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void shouldLeaveOtherKeysAsTheyAre(String name, Object key) {
        SourceRecord record = record(key);

        assertThat(keys.apply(record)).isSameAs(record);
    }

    @Test
    void shouldRewriteTheKeyOfATombstone() {
        SourceRecord tombstone = new SourceRecord(
                Map.of(),
                Map.of(),
                "t",
                0,
                struct(TIMESTAMP, "x").schema(),
                struct(TIMESTAMP, "1971-01-01T00:00:01.100Z"),
                null,
                null);

        SourceRecord rewritten = keys.apply(tombstone);

        assertThat(((Struct) rewritten.key()).get("k")).isEqualTo("1971-01-01T00:00:01.1Z");
        assertThat(rewritten.value()).isNull();
    }

    private static Struct struct(Schema schema, Object value) {
        Schema key = SchemaBuilder.struct().name("p.d.t.Key").field("k", schema).build();
        return new Struct(key).put("k", value);
    }

    private static SourceRecord record(Object key) {
        Schema schema = key instanceof Struct struct ? struct.schema() : null;
        return new SourceRecord(Map.of(), Map.of(), "t", 0, schema, key, Schema.STRING_SCHEMA, "value");
    }
}
