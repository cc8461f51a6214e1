package io.headrace.transforms;

import static io.headrace.transforms.TypeSchemas.decimal;
import static io.headrace.transforms.TypeSchemas.named;
import static io.headrace.transforms.TypeSchemas.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers, bits, labels, text, and fields that are named for a type. */
class DebeziumNumbersTest {

    private final DebeziumTypeConverter<SourceRecord> types = new DebeziumTypeConverter<>();

    @AfterEach
    void close() {
        types.close();
    }

    static Stream<Arguments> numbers() {
        String wide = "12345678901234567890123456789012345.123456789012345678901234567890";
        return Stream.of(
                arguments("DECIMAL(12,2), auto", "auto", decimal(2, 12), new BigDecimal("1000.05"), "1000.05"),
                arguments("DECIMAL(12,2), trailing zero", "auto", decimal(2, 12), new BigDecimal("7.10"), "7.10"),
                arguments("DECIMAL(65,30), auto", "auto", decimal(30, 65), new BigDecimal(wide), wide),
                arguments("DECIMAL(65,30), number", "number", decimal(30, 65), new BigDecimal(wide), wide),
                arguments("DECIMAL(65,30), string", "string", decimal(30, 65), new BigDecimal(wide), quoted(wide)),
                arguments("DECIMAL, negative", "auto", decimal(2, 12), new BigDecimal("-0.01"), "-0.01"),
                arguments(
                        "DECIMAL of negative scale, string",
                        "string",
                        decimal(-3, 5),
                        new BigDecimal(BigInteger.valueOf(12), -3),
                        "\"12000\""),
                arguments(
                        "BIGINT UNSIGNED, precise",
                        "auto",
                        decimal(0, 20),
                        new BigDecimal("18446744073709551615"),
                        "18446744073709551615"),
                arguments("FLOAT", "auto", Schema.FLOAT32_SCHEMA, 1.1f, "1.1"),
                arguments("DOUBLE", "auto", Schema.FLOAT64_SCHEMA, 1.1d, "1.1"),
                arguments("BIT(1)", "auto", Schema.BOOLEAN_SCHEMA, true, "true"),
                arguments("TINYINT", "auto", Schema.INT16_SCHEMA, (short) -128, "-128"),
                arguments("YEAR", "auto", named("time.Year", Schema.Type.INT32), 1901, "1901"),
                arguments(
                        "YEAR 0000, as the binlog tells it", "auto", named("time.Year", Schema.Type.INT32), 1900, "0"),
                arguments("INT UNSIGNED", "auto", Schema.INT64_SCHEMA, 4_294_967_295L, "4294967295"),
                arguments("ENUM, invalid value", "auto", named("data.Enum", Schema.Type.STRING), "", "\"\""),
                arguments("SET", "auto", named("data.EnumSet", Schema.Type.STRING), "a,c", "[\"a\",\"c\"]"),
                arguments("SET, empty", "auto", named("data.EnumSet", Schema.Type.STRING), "", "[]"),
                arguments(
                        "JSON stays text for ExpandJson",
                        "auto",
                        named("data.Json", Schema.Type.STRING),
                        "{\"a\":1}",
                        "\"{\\\"a\\\":1}\""),
                arguments("BINARY", "auto", Schema.BYTES_SCHEMA, new byte[] {1, 2}, "\"AQI=\""),
                arguments(
                        "emoji, which JsonConverter escapes",
                        "auto",
                        Schema.STRING_SCHEMA,
                        "😀 Zürich",
                        "\"\\uD83D\\uDE00 Zürich\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void shouldWriteNumbersLabelsAndText(String name, String decimals, Schema schema, Object value, String json) {
        // Given
        types.configure(Map.of("decimal.as", decimals));

        // When, Then
        assertThat(OneColumn.json(types, OneColumn.row(schema, value))).isEqualTo(json);
    }

    static Stream<Arguments> bits() {
        return Stream.of(
                arguments("BIT(12)", 12, "0108", "2049", "\"100000000001\""),
                arguments("BIT(12), none set", 12, "0000", "0", "\"000000000000\""),
                arguments("BIT(63), all set", 63, "ffffffffffffff7f", "9223372036854775807", quoted("1".repeat(63))),
                arguments("BIT(64), all set", 64, "ffffffffffffffff", "18446744073709551615", quoted("1".repeat(64))),
                arguments("BIT(64), one", 64, "0100000000000000", "1", quoted("0".repeat(63) + "1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bits")
    void shouldWriteBits(String name, int length, String littleEndian, String number, String binary) {
        // Given
        Schema schema = SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", Integer.toString(length))
                .build();
        SourceRecord row = OneColumn.row(schema, ByteBuffer.wrap(HexFormat.of().parseHex(littleEndian)));

        // When, Then
        types.configure(Map.of());
        assertThat(OneColumn.json(types, row)).isEqualTo(number);
        types.configure(Map.of("bits.format", "binary"));
        assertThat(OneColumn.json(types, row)).isEqualTo(binary);
    }

    static Stream<Arguments> namedFields() {
        byte[] uuid = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
        String text = "\"00112233-4455-6677-8899-aabbccddeeff\"";
        return Stream.of(
                arguments("TINYINT(1) of a snapshot", "boolean.fields", Schema.INT16_SCHEMA, (short) 1, "true"),
                arguments("TINYINT(1), -1", "boolean.fields", Schema.INT16_SCHEMA, (short) -1, "true"),
                arguments("TINYINT(1), 0", "boolean.fields", Schema.INT16_SCHEMA, (short) 0, "false"),
                arguments("BOOLEAN already", "boolean.fields", Schema.BOOLEAN_SCHEMA, true, "true"),
                arguments(
                        "BIGINT UNSIGNED, long, wrapped",
                        "unsigned.fields",
                        Schema.INT64_SCHEMA,
                        -1L,
                        "18446744073709551615"),
                arguments(
                        "BIGINT UNSIGNED, long, 2^63",
                        "unsigned.fields",
                        Schema.INT64_SCHEMA,
                        Long.MIN_VALUE,
                        "9223372036854775808"),
                arguments("BIGINT UNSIGNED, long, small", "unsigned.fields", Schema.INT64_SCHEMA, 5L, "5"),
                arguments("BIGINT UNSIGNED, precise already", "unsigned.fields", decimal(0, 20), BigDecimal.TEN, "10"),
                arguments("UUID in bytes", "uuid.fields", Schema.BYTES_SCHEMA, uuid, text),
                arguments("UUID in a buffer", "uuid.fields", Schema.BYTES_SCHEMA, ByteBuffer.wrap(uuid), text),
                arguments("UUID in hex", "uuid.fields", Schema.STRING_SCHEMA, "00112233445566778899AABBCCDDEEFF", text),
                arguments("UUID in base64", "uuid.fields", Schema.STRING_SCHEMA, "ABEiM0RVZneImaq7zN3u/w==", text),
                arguments("UUID in base64url", "uuid.fields", Schema.STRING_SCHEMA, "ABEiM0RVZneImaq7zN3u_w==", text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("namedFields")
    void shouldConvertFieldsThatAreNamedForAType(String name, String key, Schema schema, Object value, String json) {
        // Given
        types.configure(Map.of(key, "c", "on.missing.field", "fail"));

        // When, Then
        assertThat(OneColumn.json(types, OneColumn.row(schema, value))).isEqualTo(json);
    }
}
