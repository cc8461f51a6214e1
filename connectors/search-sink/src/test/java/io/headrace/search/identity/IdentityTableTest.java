package io.headrace.search.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.config.SettingException;
import io.headrace.search.failure.RecordException;
import io.headrace.search.record.Readers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/identity.md: each key type over each converter gives one id or is refused. */
class IdentityTableTest {
    /** What stands in a cell beside ids. */
    private static final String STOPS = "the task stops";

    private static final String REFUSED = "an error of the record";

    private static final JsonConverter SOURCE = json("schemas.enable", "false", "decimal.format", "NUMERIC");
    private static final JsonConverter WITH_SCHEMAS = json("schemas.enable", "true");
    private static final JsonConverter WITH_SCHEMAS_AND_DIGITS =
            json("schemas.enable", "true", "decimal.format", "NUMERIC");
    private static final JsonConverter WITHOUT_SCHEMAS = json("schemas.enable", "false");
    private static final StringConverter TEXT = new StringConverter();

    static {
        TEXT.configure(Map.of(), true);
    }

    private static JsonConverter json(String... settings) {
        JsonConverter converter = new JsonConverter();
        converter.configure(
                settings.length == 2
                        ? Map.of(settings[0], settings[1])
                        : Map.of(settings[0], settings[1], settings[2], settings[3]),
                true);
        return converter;
    }

    /** Type, schema and value of a key's field; its id over bytes, text and Struct; what a Map gives. */
    static Stream<Arguments> types() {
        return Stream.of(
                same("INT", Schema.INT32_SCHEMA, 7, "7"),
                same("BIGINT", Schema.INT64_SCHEMA, Long.MAX_VALUE, "9223372036854775807"),
                row("BIGINT below zero", Schema.INT64_SCHEMA, -7L, "-7", STOPS),
                same("BIGINT UNSIGNED", Decimal.schema(0), new BigDecimal("1"), "1"),
                row(
                        "BIGINT UNSIGNED, largest",
                        Decimal.schema(0),
                        big("18446744073709551615"),
                        "18446744073709551615",
                        STOPS),
                same("DECIMAL(p,0)", Decimal.schema(0), big("123456789012345678"), "123456789012345678"),
                row("DECIMAL(4,1)", Decimal.schema(1), big("10.0"), "10.0", STOPS),
                row("DECIMAL(10,8), small", Decimal.schema(8), big("0.00000001"), "0.00000001", STOPS),
                row("DECIMAL(10,8), zero", Decimal.schema(8), big("0E-8"), "0.00000000", STOPS),
                row("DECIMAL(65,30)", Decimal.schema(30), wide(), wide().toPlainString(), STOPS),
                row("DECIMAL below zero", Decimal.schema(2), big("-1.50"), "-1.50", STOPS),
                same("DECIMAL as string", Schema.STRING_SCHEMA, "10.0", "10.0"),
                same("VARCHAR", Schema.STRING_SCHEMA, "A b:\"ü\\ 😀", "A b:\"ü\\ 😀"),
                same("VARCHAR that looks like JSON", Schema.STRING_SCHEMA, "{\"id\":3}", "{\"id\":3}"),
                same("VARCHAR that looks like a number", Schema.STRING_SCHEMA, "1E3", "1E3"),
                same("ENUM", semantic(SchemaBuilder.string(), "io.debezium.data.Enum"), "red", "red"),
                same("SET", semantic(SchemaBuilder.string(), "io.debezium.data.EnumSet"), "a,c", "a,c"),
                same("BIT(1)", Schema.BOOLEAN_SCHEMA, true, "true"),
                same("BINARY", Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {0, 1, -1}), "AAH/"),
                same("BINARY as array", Schema.BYTES_SCHEMA, new byte[] {0, 1, -1}, "AAH/"),
                same("BIT(12)", semantic(SchemaBuilder.bytes(), "io.debezium.data.Bits"), new byte[] {1, 8}, "AQg="),
                same("DATE", semantic(SchemaBuilder.int32(), "io.debezium.time.Date"), 20_500, "20500"),
                row("DATE before 1970", semantic(SchemaBuilder.int32(), "io.debezium.time.Date"), -1, "-1", STOPS),
                same(
                        "DATETIME(3)",
                        semantic(SchemaBuilder.int64(), "io.debezium.time.Timestamp"),
                        1_782_909_015_250L,
                        "1782909015250"),
                same(
                        "DATETIME(6)",
                        semantic(SchemaBuilder.int64(), "io.debezium.time.MicroTimestamp"),
                        1_782_909_015_250_001L,
                        "1782909015250001"),
                same("TIME", semantic(SchemaBuilder.int64(), "io.debezium.time.MicroTime"), 3_000_000L, "3000000"),
                row("TIME below zero", semantic(SchemaBuilder.int64(), "io.debezium.time.MicroTime"), -3L, "-3", STOPS),
                same(
                        "TIMESTAMP",
                        semantic(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"),
                        "2026-07-01T12:30:15.250Z",
                        "2026-07-01T12:30:15.250Z"),
                same("YEAR", semantic(SchemaBuilder.int32(), "io.debezium.time.Year"), 2026, "2026"),
                same(
                        "DATE of Connect",
                        org.apache.kafka.connect.data.Date.SCHEMA,
                        org.apache.kafka.connect.data.Date.toLogical(org.apache.kafka.connect.data.Date.SCHEMA, 20_500),
                        "20500"),
                same("TIME of Connect", Time.SCHEMA, Time.toLogical(Time.SCHEMA, 3_600_000), "3600000"),
                same(
                        "DATETIME of Connect",
                        Timestamp.SCHEMA,
                        Timestamp.toLogical(Timestamp.SCHEMA, 1_782_909_015_250L),
                        "1782909015250"));
    }

    private static Arguments same(String type, Schema schema, Object value, String id) {
        return row(type, schema, value, id, id);
    }

    private static Arguments row(String type, Schema schema, Object value, String id, String ofMap) {
        return Arguments.of(type, schema, value, id, ofMap);
    }

    private static BigDecimal big(String text) {
        return new BigDecimal(text);
    }

    private static BigDecimal wide() {
        return new BigDecimal("9".repeat(35) + "." + "1".repeat(29) + "0");
    }

    private static Schema semantic(SchemaBuilder type, String name) {
        return type.name(name).build();
    }

    private static Struct key(Schema schema, Object value) {
        return new Struct(SchemaBuilder.struct().field("id", schema).build()).put("id", value);
    }

    private static byte[] written(JsonConverter converter, Struct key) {
        return converter.fromConnectData(Readers.TOPIC, key.schema(), key);
    }

    private static SchemaAndValue bytes(byte[] key) {
        return new SchemaAndValue(Schema.OPTIONAL_BYTES_SCHEMA, key);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void shouldGiveAKeyTheSameIdOverEveryConverter(String type, Schema schema, Object value, String id, String ofMap) {
        // Given
        Struct key = key(schema, value);
        byte[] plain = written(SOURCE, key);
        byte[] wrapped = written(WITH_SCHEMAS, key);
        // Then
        assertThat(Readers.idOf(bytes(plain))).as("bytes").isEqualTo(id);
        assertThat(Readers.idOf(new SchemaAndValue(null, ByteBuffer.wrap(plain))))
                .as("buffer")
                .isEqualTo(id);
        assertThat(Readers.idOf(TEXT.toConnectData(Readers.TOPIC, plain)))
                .as("text")
                .isEqualTo(id);
        assertThat(Readers.idOf(new SchemaAndValue(key.schema(), key)))
                .as("a registry's Struct")
                .isEqualTo(id);
        assertThat(Readers.idOf(WITH_SCHEMAS.toConnectData(Readers.TOPIC, wrapped)))
                .as("JSON's Struct")
                .isEqualTo(id);
        assertThat(Readers.idOf(bytes(wrapped)))
                .as("bytes with schema, decimals in base64")
                .isEqualTo(id);
        assertThat(Readers.idOf(bytes(written(WITH_SCHEMAS_AND_DIGITS, key))))
                .as("bytes with schema")
                .isEqualTo(id);
        SchemaAndValue map = WITHOUT_SCHEMAS.toConnectData(Readers.TOPIC, plain);
        if (ofMap.equals(STOPS)) {
            assertThatThrownBy(() -> Readers.idOf(map))
                    .as("Map")
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("Key field id")
                    .hasMessageContaining(Readers.TOPIC)
                    .hasMessageContaining("ByteArrayConverter")
                    .hasMessageNotContaining(String.valueOf(value));
        } else {
            assertThat(Readers.idOf(map)).as("Map").isEqualTo(ofMap);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void shouldGiveAPartOfAKeyTheSameIdOverEveryConverter(
            String type, Schema schema, Object value, String id, String ofMap) {
        // Given
        Schema two = SchemaBuilder.struct()
                .field("warehouse", Schema.INT32_SCHEMA)
                .field("article", schema)
                .build();
        Struct key = new Struct(two).put("warehouse", 9).put("article", value);
        String both = "9:" + id.replace("\\", "\\\\").replace(":", "\\:");
        byte[] plain = written(SOURCE, key);
        SchemaAndValue map = WITHOUT_SCHEMAS.toConnectData(Readers.TOPIC, plain);
        // Then
        assertThat(Readers.idOf(bytes(plain))).as("bytes").isEqualTo(both);
        assertThat(Readers.idOf(TEXT.toConnectData(Readers.TOPIC, plain)))
                .as("text")
                .isEqualTo(both);
        assertThat(Readers.idOf(new SchemaAndValue(two, key))).as("Struct").isEqualTo(both);
        assertThat(Readers.idOf(bytes(written(WITH_SCHEMAS, key))))
                .as("bytes with schema")
                .isEqualTo(both);
        assertThatThrownBy(() -> Readers.idOf(map))
                .as("a Map has lost the order")
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("document.id.map.order=name")
                .hasMessageContaining("document.id.fields")
                .hasMessageContaining("ByteArrayConverter");
        if (!ofMap.equals(STOPS)) {
            assertThat(Readers.idOf(map, "document.id.fields", "warehouse,article"))
                    .as("Map with its order from a setting")
                    .isEqualTo(both);
            assertThat(Readers.idOf(map, "document.id.map.order", "name"))
                    .as("Map by name")
                    .isEqualTo(both.substring(2) + ":9");
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("FLOAT", Schema.FLOAT32_SCHEMA, 1.5f, RecordException.class, SettingException.class),
                Arguments.of("DOUBLE", Schema.FLOAT64_SCHEMA, 1.5, RecordException.class, SettingException.class),
                Arguments.of("null", Schema.OPTIONAL_STRING_SCHEMA, null, RecordException.class, RecordException.class),
                Arguments.of("an empty text", Schema.STRING_SCHEMA, "", RecordException.class, RecordException.class),
                Arguments.of(
                        "an object",
                        SchemaBuilder.struct().field("x", Schema.INT32_SCHEMA).build(),
                        new Struct(SchemaBuilder.struct()
                                        .field("x", Schema.INT32_SCHEMA)
                                        .build())
                                .put("x", 1),
                        RecordException.class,
                        RecordException.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void shouldRefuseByNameWhatGivesNoId(String type, Schema schema, Object value, Class<?> ofStruct, Class<?> ofMap) {
        // Given
        Struct key = key(schema, value);
        byte[] plain = written(SOURCE, key);
        boolean typeless = type.equals("FLOAT") || type.equals("DOUBLE");
        // Then
        assertThatThrownBy(() -> Readers.idOf(new SchemaAndValue(key.schema(), key)))
                .as("Struct")
                .isInstanceOf(ofStruct);
        assertThatThrownBy(() -> Readers.idOf(bytes(written(WITH_SCHEMAS, key))))
                .as("bytes with schema")
                .isInstanceOf(ofStruct);
        assertThatThrownBy(() -> Readers.idOf(WITHOUT_SCHEMAS.toConnectData(Readers.TOPIC, plain)))
                .as("Map")
                .isInstanceOf(ofMap);
        if (typeless) {
            assertThat(Readers.idOf(bytes(plain))).as("bytes hold no types").isEqualTo("1.5");
        } else {
            assertThatThrownBy(() -> Readers.idOf(bytes(plain))).as("bytes").isInstanceOf(ofStruct);
            assertThatThrownBy(() -> Readers.idOf(TEXT.toConnectData(Readers.TOPIC, plain)))
                    .as("text")
                    .isInstanceOf(ofStruct);
        }
    }

    static Stream<Arguments> plainValues() {
        return Stream.of(
                Arguments.of("7", "7", "7"),
                Arguments.of("\"x \\\" y\"", "x \" y", "x \" y"),
                Arguments.of("10.0", "10.0", "10.0"),
                Arguments.of("true", "true", "true"),
                Arguments.of("1E3", REFUSED, "1E3"),
                Arguments.of("order-7", REFUSED, "order-7"),
                Arguments.of("007", REFUSED, "007"),
                Arguments.of("{order}", REFUSED, "{order}"),
                Arguments.of("{\"id\":[1]}", REFUSED, REFUSED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plainValues")
    void shouldTakeKeysThatAreNoObjects(String key, String ofBytes, String ofText) {
        expect(bytes(key.getBytes(UTF_8)), ofBytes, "bytes");
        expect(TEXT.toConnectData(Readers.TOPIC, key.getBytes(UTF_8)), ofText, "text");
    }

    private static void expect(SchemaAndValue key, String id, String converter) {
        if (id.equals(REFUSED)) {
            assertThatThrownBy(() -> Readers.idOf(key)).as(converter).isInstanceOf(RecordException.class);
        } else {
            assertThat(Readers.idOf(key)).as(converter).isEqualTo(id);
        }
    }
}
