package io.headrace.search.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.config.DocumentSettings.DecimalAs;
import io.headrace.search.config.DocumentSettings.NonFinite;
import io.headrace.search.config.DocumentSettings.TemporalFormat;
import io.headrace.search.config.RecordFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden tables: one row a case, what each type becomes. */
@SuppressWarnings("JavaUtilDate") // what Connect's logical types are made of
class DocumentWriterTest {
    private static final DocumentWriter WRITER = new DocumentWriter(DocumentSettings.DEFAULTS);

    private static Schema named(Schema.Type type, String name) {
        return new SchemaBuilder(type).name(name).optional().build();
    }

    static Stream<Arguments> valuesWithSchema() {
        Schema point = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Point")
                .field("x", Schema.FLOAT64_SCHEMA)
                .field("y", Schema.FLOAT64_SCHEMA)
                .build();
        Schema variable = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        return Stream.of(
                arguments("int8", Schema.INT8_SCHEMA, (byte) -5, "-5"),
                arguments("int16", Schema.INT16_SCHEMA, (short) 200, "200"),
                arguments("int32", Schema.INT32_SCHEMA, Integer.MIN_VALUE, "-2147483648"),
                arguments("int64 lowest", Schema.INT64_SCHEMA, Long.MIN_VALUE, "-9223372036854775808"),
                arguments("int64 highest", Schema.INT64_SCHEMA, Long.MAX_VALUE, "9223372036854775807"),
                arguments("int64 zero", Schema.INT64_SCHEMA, 0L, "0"),
                arguments("float32 is not widened", Schema.FLOAT32_SCHEMA, 1.1f, "1.1"),
                arguments("float64", Schema.FLOAT64_SCHEMA, 1.1, "1.1"),
                arguments("NaN", Schema.FLOAT64_SCHEMA, Double.NaN, "null"),
                arguments("infinity", Schema.FLOAT32_SCHEMA, Float.NEGATIVE_INFINITY, "null"),
                arguments("boolean", Schema.BOOLEAN_SCHEMA, true, "true"),
                arguments(
                        "string",
                        Schema.STRING_SCHEMA,
                        "a\"\\\u0001\n\u00e9\u20ac\uD83D\uDE00",
                        "\"a\\\"\\\\\\u0001\\n\u00e9\u20ac\uD83D\uDE00\""),
                arguments("lone surrogate", Schema.STRING_SCHEMA, "x\uD83Dy", "\"x\uFFFDy\""),
                arguments("bytes", Schema.BYTES_SCHEMA, new byte[] {1, 2, (byte) 255}, "\"AQL/\""),
                arguments("bytes in a buffer", Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {1, 2}), "\"AQI=\""),
                arguments("decimal", Decimal.schema(2), new BigDecimal("1234.50"), "1234.50"),
                arguments(
                        "large decimal",
                        Decimal.schema(0),
                        new BigDecimal("18446744073709551615"),
                        "18446744073709551615"),
                arguments(
                        "date",
                        org.apache.kafka.connect.data.Date.SCHEMA,
                        new Date(19884L * 86_400_000),
                        "\"2024-06-10\""),
                arguments("time", Time.SCHEMA, new Date(3_723_500), "\"01:02:03.500\""),
                arguments("timestamp", Timestamp.SCHEMA, new Date(1_717_981_323_123L), "\"2024-06-10T01:02:03.123Z\""),
                arguments("array", SchemaBuilder.array(Schema.INT32_SCHEMA).build(), List.of(1, 2), "[1,2]"),
                arguments(
                        "empty array", SchemaBuilder.array(Schema.INT32_SCHEMA).build(), List.of(), "[]"),
                arguments(
                        "map with string keys",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build(),
                        Map.of("a", 1),
                        "{\"a\":1}"),
                arguments(
                        "map with other keys",
                        SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA)
                                .build(),
                        Map.of(1, "a"),
                        "[{\"key\":1,\"value\":\"a\"}]"),
                arguments("Debezium date", named(Schema.Type.INT32, "io.debezium.time.Date"), 19884, "\"2024-06-10\""),
                arguments(
                        "Debezium milliseconds",
                        named(Schema.Type.INT64, "io.debezium.time.Timestamp"),
                        1_717_981_323_000L,
                        "\"2024-06-10T01:02:03Z\""),
                arguments(
                        "Debezium microseconds",
                        named(Schema.Type.INT64, "io.debezium.time.MicroTimestamp"),
                        1_717_981_323_123_456L,
                        "\"2024-06-10T01:02:03.123456Z\""),
                arguments(
                        "before 1970",
                        named(Schema.Type.INT64, "io.debezium.time.MicroTimestamp"),
                        -1L,
                        "\"1969-12-31T23:59:59.999999Z\""),
                arguments(
                        "Debezium time",
                        named(Schema.Type.INT64, "io.debezium.time.MicroTime"),
                        3_723_500_000L,
                        "\"01:02:03.5\""),
                arguments(
                        "MySQL's longest time",
                        named(Schema.Type.INT64, "io.debezium.time.MicroTime"),
                        -3_020_399_000_000L,
                        "\"-838:59:59\""),
                arguments(
                        "zoned timestamp",
                        named(Schema.Type.STRING, "io.debezium.time.ZonedTimestamp"),
                        "2024-06-10T01:02:03.1Z",
                        "\"2024-06-10T01:02:03.1Z\""),
                arguments(
                        "ISO date",
                        named(Schema.Type.STRING, "io.debezium.time.IsoDate"),
                        "2024-06-10Z",
                        "\"2024-06-10\""),
                arguments("year", named(Schema.Type.INT32, "io.debezium.time.Year"), 2024, "2024"),
                arguments(
                        "JSON",
                        named(Schema.Type.STRING, "io.debezium.data.Json"),
                        "{\"a\": [1,\n2]}",
                        "{\"a\": [1, 2]}"),
                arguments(
                        "JSON that is none", named(Schema.Type.STRING, "io.debezium.data.Json"), "{oops", "\"{oops\""),
                arguments("enum", named(Schema.Type.STRING, "io.debezium.data.Enum"), "NEW", "\"NEW\""),
                arguments("set", named(Schema.Type.STRING, "io.debezium.data.EnumSet"), "a,c", "[\"a\",\"c\"]"),
                arguments("empty set", named(Schema.Type.STRING, "io.debezium.data.EnumSet"), "", "[]"),
                arguments("bits", named(Schema.Type.BYTES, "io.debezium.data.Bits"), new byte[] {1, 8}, "2049"),
                arguments(
                        "decimal of any scale",
                        variable,
                        new Struct(variable).put("scale", 2).put("value", new byte[] {100}),
                        "1.00"),
                arguments(
                        "point",
                        point,
                        new Struct(point).put("x", 4.35).put("y", 50.85),
                        "{\"lat\":50.85,\"lon\":4.35}"),
                arguments("unknown name", named(Schema.Type.INT32, "com.example.Money"), 5, "5"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesWithSchema")
    void shouldWriteWithSchema(String what, Schema schema, Object value, String json) {
        // Given
        Schema row = SchemaBuilder.struct().field("v", schema).build();
        // When
        String document = WRITER.write(row, new Struct(row).put("v", value)).text();
        // Then
        assertThat(document).as(what).isEqualTo("{\"v\":" + json + "}");
    }

    static Stream<Arguments> valuesWithoutSchema() {
        return Stream.of(
                arguments("long", 5L, "5"),
                arguments("double", 1.5, "1.5"),
                arguments("NaN", Double.NaN, "null"),
                arguments("string", "é\n", "\"é\\n\""),
                arguments("null", null, "null"),
                arguments("boolean", false, "false"),
                arguments("big decimal", new BigDecimal("1.10"), "1.10"),
                arguments("big integer", new BigInteger("18446744073709551615"), "18446744073709551615"),
                arguments("bytes", new byte[] {1, 2}, "\"AQI=\""),
                arguments("list", List.of(1L, List.of()), "[1,[]]"),
                arguments("map", Map.of("a", Map.of()), "{\"a\":{}}"),
                arguments("date", new Date(0), "\"1970-01-01T00:00:00Z\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valuesWithoutSchema")
    void shouldWriteWithoutSchema(String what, Object value, String json) {
        // Given
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("v", value);
        // Then
        assertThat(WRITER.write(null, row).text()).as(what).isEqualTo("{\"v\":" + json + "}");
    }

    @Test
    void shouldKeepNullInSpiteOfADefaultUnlessToldOtherwise() {
        // Given
        Schema row = SchemaBuilder.struct()
                .field(
                        "c",
                        SchemaBuilder.string().optional().defaultValue("EUR").build())
                .build();
        Struct value = new Struct(row).put("c", null);
        // Then
        assertThat(WRITER.write(row, value).text()).isEqualTo("{\"c\":null}");
        assertThat(with(DecimalAs.NUMBER, TemporalFormat.ISO, NonFinite.NULL, true)
                        .write(row, value)
                        .text())
                .isEqualTo("{\"c\":\"EUR\"}");
    }

    @Test
    void shouldObeyTheSettings() {
        Schema row = SchemaBuilder.struct()
                .field("d", Decimal.schema(2))
                .field("t", Timestamp.SCHEMA)
                .field("f", Schema.FLOAT64_SCHEMA)
                .build();
        Struct value = new Struct(row)
                .put("d", new BigDecimal("1.10"))
                .put("t", new Date(7))
                .put("f", Double.NaN);
        assertThat(with(DecimalAs.STRING, TemporalFormat.EPOCH_MILLIS, NonFinite.STRING, false)
                        .write(row, value)
                        .text())
                .isEqualTo("{\"d\":\"1.10\",\"t\":7,\"f\":\"NaN\"}");
        assertThat(with(DecimalAs.DOUBLE, TemporalFormat.EPOCH_MILLIS, NonFinite.STRING, false)
                        .write(row, value)
                        .text())
                .startsWith("{\"d\":1.1,");
        assertThatThrownBy(() -> with(DecimalAs.NUMBER, TemporalFormat.ISO, NonFinite.FAIL, false)
                        .write(row, value))
                .hasMessageContaining("nonfinite.numbers");
    }

    @Test
    void shouldRefuseARequiredFieldWithoutValue() {
        Schema row = SchemaBuilder.struct().field("c", Schema.STRING_SCHEMA).build();
        assertThatThrownBy(() -> WRITER.write(row, new Struct(row))).hasMessageContaining("required");
    }

    private static DocumentWriter with(DecimalAs decimals, TemporalFormat times, NonFinite numbers, boolean defaults) {
        return new DocumentWriter(
                new DocumentSettings(RecordFormat.AUTO, decimals, times, numbers, defaults, true, 1_000_000, 100));
    }
}
