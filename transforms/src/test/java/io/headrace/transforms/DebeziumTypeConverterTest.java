package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // it is what Connect holds dates in
class DebeziumTypeConverterTest {

    private static final long DATETIME = 1_717_981_323L; // 2024-06-10T01:02:03
    private static final long YEAR_1 = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long YEAR_9999 = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long LAST_SECOND = (YEAR_9999 + 1) * 86_400L - 1;
    private static final long HOURS_838 = 838L * 3600 + 59 * 60 + 59;

    private final DebeziumTypeConverter<SourceRecord> types = new DebeziumTypeConverter<>();

    @AfterEach
    void close() {
        types.close();
    }

    static Stream<Arguments> temporals() {
        return Stream.of(
                arguments("DATE", named("time.Date", Schema.Type.INT32), 19884, "\"2024-06-10\"", "1717977600000"),
                arguments("DATE before 1970", named("time.Date", Schema.Type.INT32), -1, "\"1969-12-31\"", "-86400000"),
                arguments(
                        "DATE in year 1",
                        named("time.Date", Schema.Type.INT32),
                        (int) YEAR_1,
                        "\"0001-01-01\"",
                        "-62135596800000"),
                arguments(
                        "DATE in year 9999",
                        named("time.Date", Schema.Type.INT32),
                        (int) YEAR_9999,
                        "\"9999-12-31\"",
                        "253402214400000"),
                arguments(
                        "DATE, zero and NOT NULL: the source says epoch",
                        named("time.Date", Schema.Type.INT32),
                        0,
                        "\"1970-01-01\"",
                        "0"),
                arguments(
                        "DATE, connect",
                        org.apache.kafka.connect.data.Date.SCHEMA,
                        new Date(19884 * 86_400_000L),
                        "\"2024-06-10\"",
                        "1717977600000"),
                arguments(
                        "DATE, isostring",
                        named("time.IsoDate", Schema.Type.STRING),
                        "2024-06-10Z",
                        "\"2024-06-10\"",
                        "1717977600000"),
                arguments(
                        "DATETIME(3)",
                        named("time.Timestamp", Schema.Type.INT64),
                        DATETIME * 1000 + 120,
                        "\"2024-06-10T01:02:03.120Z\"",
                        "1717981323120"),
                arguments(
                        "DATETIME before 1970",
                        named("time.Timestamp", Schema.Type.INT64),
                        -1L,
                        "\"1969-12-31T23:59:59.999Z\"",
                        "-1"),
                arguments(
                        "DATETIME(6)",
                        named("time.MicroTimestamp", Schema.Type.INT64),
                        DATETIME * 1_000_000 + 123_456,
                        "\"2024-06-10T01:02:03.123456Z\"",
                        "1717981323123"),
                arguments(
                        "DATETIME(6) in year 1",
                        named("time.MicroTimestamp", Schema.Type.INT64),
                        YEAR_1 * 86_400_000_000L + 1,
                        "\"0001-01-01T00:00:00.000001Z\"",
                        "-62135596800000"),
                arguments(
                        "DATETIME(6) at the end of 9999",
                        named("time.MicroTimestamp", Schema.Type.INT64),
                        LAST_SECOND * 1_000_000 + 999_999,
                        "\"9999-12-31T23:59:59.999999Z\"",
                        "253402300799999"),
                arguments(
                        "DATETIME, nanoseconds",
                        named("time.NanoTimestamp", Schema.Type.INT64),
                        DATETIME * 1_000_000_000 + 123_456_789,
                        "\"2024-06-10T01:02:03.123456789Z\"",
                        "1717981323123"),
                arguments(
                        "DATETIME, connect",
                        Timestamp.SCHEMA,
                        Date.from(Instant.ofEpochMilli(DATETIME * 1000 + 7)),
                        "\"2024-06-10T01:02:03.007Z\"",
                        "1717981323007"),
                arguments(
                        "DATETIME, isostring",
                        named("time.IsoTimestamp", Schema.Type.STRING),
                        "2024-06-10T01:02:03.123456Z",
                        "\"2024-06-10T01:02:03.123456Z\"",
                        "1717981323123"),
                zoned("TIMESTAMP(6) of a snapshot", "2024-06-10T01:02:03.1Z", "2024-06-10T01:02:03.100000Z"),
                zoned("TIMESTAMP(0)", "2024-06-10T01:02:03Z", "2024-06-10T01:02:03.000000Z"),
                zoned("TIMESTAMP with an offset", "2024-06-10T01:02:03.12+02:00", "2024-06-10T01:02:03.120000+02:00"),
                zoned("TIMESTAMP with nanoseconds", "2024-06-10T01:02:03.123456789Z", "2024-06-10T01:02:03.123456789Z"),
                arguments(
                        "TIMESTAMP(6)",
                        named("time.ZonedTimestamp", Schema.Type.STRING),
                        "2024-06-10T01:02:03.100000Z",
                        "\"2024-06-10T01:02:03.100000Z\"",
                        "1717981323100"),
                arguments(
                        "TIME(6)",
                        named("time.MicroTime", Schema.Type.INT64),
                        3_723_500_000L,
                        "\"01:02:03.5\"",
                        "3723500"),
                arguments(
                        "TIME, lowest",
                        named("time.MicroTime", Schema.Type.INT64),
                        -HOURS_838 * 1_000_000,
                        "\"-838:59:59\"",
                        "-3020399000"),
                arguments(
                        "TIME, highest",
                        named("time.MicroTime", Schema.Type.INT64),
                        HOURS_838 * 1_000_000,
                        "\"838:59:59\"",
                        "3020399000"),
                arguments(
                        "TIME, negative fraction",
                        named("time.MicroTime", Schema.Type.INT64),
                        -1L,
                        "\"-00:00:00.000001\"",
                        "0"),
                arguments(
                        "TIME, nanoseconds",
                        named("time.NanoTime", Schema.Type.INT64),
                        1L,
                        "\"00:00:00.000000001\"",
                        "0"),
                arguments("TIME, milliseconds", named("time.Time", Schema.Type.INT32), 1500, "\"00:00:01.5\"", "1500"),
                arguments("TIME, connect", Time.SCHEMA, new Date(3_723_000L), "\"01:02:03\"", "3723000"),
                arguments(
                        "TIME, isostring",
                        named("time.IsoTime", Schema.Type.STRING),
                        "01:02:03.5Z",
                        "\"01:02:03.5\"",
                        "3723500"),
                arguments("YEAR", named("time.Year", Schema.Type.INT32), 2024, "2024", "2024"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("temporals")
    void shouldWriteDatesAndTimes(String name, Schema schema, Object value, String iso, String millis) {
        // Given
        SourceRecord row = Cells.row(schema, value);

        // When, Then
        types.configure(Map.of());
        assertThat(Cells.json(types, row)).as("iso8601").isEqualTo(iso);
        types.configure(Map.of("temporal.format", "epoch_millis"));
        assertThat(Cells.json(types, row)).as("epoch_millis").isEqualTo(millis);
    }

    static Stream<Arguments> zones() {
        long summer = DATETIME;
        long winter = Instant.parse("2024-01-10T01:02:03Z").getEpochSecond();
        long twice = Instant.parse("2024-10-27T02:30:00Z").getEpochSecond();
        long never = Instant.parse("2024-03-31T02:30:00Z").getEpochSecond();
        return Stream.of(
                arguments(
                        "summer",
                        "Europe/Zurich",
                        summer,
                        "\"2024-06-10T01:02:03.000000+02:00\"",
                        "2024-06-09T23:02:03Z"),
                arguments(
                        "winter",
                        "Europe/Zurich",
                        winter,
                        "\"2024-01-10T01:02:03.000000+01:00\"",
                        "2024-01-10T00:02:03Z"),
                arguments(
                        "an hour that occurs twice: the first",
                        "Europe/Zurich",
                        twice,
                        "\"2024-10-27T02:30:00.000000+02:00\"",
                        "2024-10-27T00:30:00Z"),
                arguments(
                        "an hour that is left out: as before it",
                        "Europe/Zurich",
                        never,
                        "\"2024-03-31T02:30:00.000000+01:00\"",
                        "2024-03-31T01:30:00Z"),
                arguments(
                        "a fixed offset",
                        "+05:30",
                        summer,
                        "\"2024-06-10T01:02:03.000000+05:30\"",
                        "2024-06-09T19:32:03Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("zones")
    void shouldTakeDatetimeForWallClockTimeInItsZone(
            String name, String zone, long second, String iso, String instant) {
        // Given
        SourceRecord row = Cells.row(named("time.MicroTimestamp", Schema.Type.INT64), second * 1_000_000);
        SourceRecord text = Cells.row(
                named("time.IsoTimestamp", Schema.Type.STRING),
                Instant.ofEpochSecond(second).toString());

        // When, Then
        types.configure(Map.of("datetime.timezone", zone));
        assertThat(Cells.json(types, row)).isEqualTo(iso);
        assertThat(Cells.json(types, text)).isEqualTo(iso.replace(".000000", ""));
        types.configure(Map.of("datetime.timezone", zone, "temporal.format", "epoch_millis"));
        assertThat(Cells.json(types, row))
                .isEqualTo(Long.toString(Instant.parse(instant).toEpochMilli()));
        assertThat(Cells.json(types, text))
                .isEqualTo(Long.toString(Instant.parse(instant).toEpochMilli()));
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
        assertThat(Cells.json(types, Cells.row(schema, value))).isEqualTo(json);
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
        SourceRecord row = Cells.row(schema, ByteBuffer.wrap(HexFormat.of().parseHex(littleEndian)));

        // When, Then
        types.configure(Map.of());
        assertThat(Cells.json(types, row)).isEqualTo(number);
        types.configure(Map.of("bits.format", "binary"));
        assertThat(Cells.json(types, row)).isEqualTo(binary);
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
        assertThat(Cells.json(types, Cells.row(schema, value))).isEqualTo(json);
    }

    static Stream<Arguments> geometries() {
        return Stream.of(
                arguments(
                        "POINT",
                        ints(1) + numbers(4.35, 50.8),
                        "{\"type\":\"Point\",\"coordinates\":[4.35,50.8]}",
                        "POINT(4.35 50.8)"),
                arguments(
                        "LINESTRING",
                        ints(2, 2) + numbers(0, 0, 1, 2),
                        "{\"type\":\"LineString\",\"coordinates\":[[0.0,0.0],[1.0,2.0]]}",
                        "LINESTRING(0.0 0.0,1.0 2.0)"),
                arguments(
                        "POLYGON",
                        ints(3, 1, 4) + numbers(0, 0, 4, 0, 4, 4, 0, 0),
                        "{\"type\":\"Polygon\",\"coordinates\":[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]]]}",
                        "POLYGON((0.0 0.0,4.0 0.0,4.0 4.0,0.0 0.0))"),
                arguments(
                        "MULTIPOINT",
                        ints(4, 2) + "00" + ints(1) + numbers(1, 2) + "00" + ints(1) + numbers(3, 4),
                        "{\"type\":\"MultiPoint\",\"coordinates\":[[1.0,2.0],[3.0,4.0]]}",
                        "MULTIPOINT(1.0 2.0,3.0 4.0)"),
                arguments(
                        "GEOMETRYCOLLECTION",
                        ints(7, 2) + "00" + ints(1) + numbers(1, 2) + "00" + ints(2, 2) + numbers(0, 0, 1, 2),
                        "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1.0,2.0]},{\"type\":\"LineString\",\"coordinates\":[[0.0,0.0],[1.0,2.0]]}]}",
                        "GEOMETRYCOLLECTION(POINT(1.0 2.0),LINESTRING(0.0 0.0,1.0 2.0))"),
                arguments(
                        "GEOMETRYCOLLECTION, empty",
                        ints(7, 0),
                        "{\"type\":\"GeometryCollection\",\"geometries\":[]}",
                        "GEOMETRYCOLLECTION EMPTY"),
                arguments(
                        "POINT with height, extended",
                        ints(0xA000_0001, 4326) + numbers(1, 2, 3),
                        "{\"type\":\"Point\",\"coordinates\":[1.0,2.0,3.0]}",
                        "POINT(1.0 2.0 3.0)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("geometries")
    void shouldWriteShapes(String name, String wkb, String geoJson, String wkt) {
        // Given
        Schema schema = geometry("data.geometry.Geometry").build();
        byte[] bytes = HexFormat.of().parseHex("00" + wkb);
        SourceRecord row =
                Cells.row(schema, new Struct(schema).put("wkb", bytes).put("srid", 0));

        // When, Then
        types.configure(Map.of());
        assertThat(types.apply(row).value())
                .extracting(value -> ((Struct) value).get("c"))
                .isEqualTo(geoJson);
        assertThat(Cells.schema(types, row).name())
                .as("ExpandJson makes it an object")
                .isEqualTo("io.debezium.data.Json");
        types.configure(Map.of("geometry.format", "wkt"));
        assertThat(Cells.json(types, row)).isEqualTo(quoted(wkt));
    }

    @Test
    void shouldWritePointsInEveryFormatAndAxisOrder() {
        // Given
        Schema schema = geometry("data.geometry.Point")
                .field("x", Schema.FLOAT64_SCHEMA)
                .field("y", Schema.FLOAT64_SCHEMA)
                .build();
        SourceRecord row = Cells.row(schema, new Struct(schema).put("x", 4.35).put("y", 50.85));

        // When, Then
        types.configure(Map.of());
        assertThat(Cells.json(types, row)).isEqualTo("{\"type\":\"Point\",\"coordinates\":[4.35,50.85]}");
        types.configure(Map.of("geometry.format", "lat_lon"));
        assertThat(Cells.json(types, row)).isEqualTo("{\"lat\":50.85,\"lon\":4.35}");
        types.configure(Map.of("geometry.format", "wkt", "geometry.axis.order", "yx"));
        assertThat(Cells.json(types, row)).isEqualTo("\"POINT(50.85 4.35)\"");
    }

    @Test
    void shouldConvertInsideStructsArraysAndMaps() {
        // Given
        types.configure(Map.of());
        Schema date = named("time.Date", Schema.Type.INT32);
        Schema inner = SchemaBuilder.struct().field("d", date).build();
        Schema outer = SchemaBuilder.struct()
                .field("struct", inner)
                .field("array", SchemaBuilder.array(inner).build())
                .field("map", SchemaBuilder.map(Schema.STRING_SCHEMA, date).build())
                .build();
        Struct day = new Struct(inner).put("d", 19884);
        Struct value =
                new Struct(outer).put("struct", day).put("array", List.of(day)).put("map", Map.of("k", 19884));

        // When, Then
        assertThat(Cells.json(types, Cells.row(outer, value)))
                .isEqualTo(
                        "{\"struct\":{\"d\":\"2024-06-10\"},\"array\":[{\"d\":\"2024-06-10\"}],\"map\":{\"k\":\"2024-06-10\"}}");
    }

    @Test
    void shouldKeepDocAndOptionalityAndGiveNullAsNull() {
        // Given
        types.configure(Map.of());
        Schema schema = SchemaBuilder.int32()
                .name("io.debezium.time.Date")
                .version(1)
                .doc("the day")
                .parameter("__debezium.source.column.type", "DATE")
                .optional()
                .defaultValue(0)
                .build();

        // When
        Schema converted = Cells.schema(types, Cells.row(schema, null));

        // Then
        assertThat(Cells.json(types, Cells.row(schema, null))).isEqualTo("null");
        assertThat(converted.isOptional()).isTrue();
        assertThat(converted.doc()).isEqualTo("the day");
        assertThat(converted.parameters()).containsOnlyKeys("__debezium.source.column.type");
        assertThat(converted.defaultValue()).isNull();
    }

    @Test
    void shouldGiveEqualSchemasTheSameOutputSchema() {
        // Given
        types.configure(Map.of());

        // When
        SourceRecord first = types.apply(Cells.row(named("time.Date", Schema.Type.INT32), 1));
        SourceRecord second = types.apply(Cells.row(named("time.Date", Schema.Type.INT32), 2));

        // Then
        assertThat(second.valueSchema()).isSameAs(first.valueSchema());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "a boolean of text",
                        Map.of("boolean.fields", "c"),
                        Schema.STRING_SCHEMA,
                        "marked",
                        "a whole number",
                        "type STRING"),
                arguments(
                        "an unsigned short",
                        Map.of("unsigned.fields", "c"),
                        Schema.INT16_SCHEMA,
                        (short) 7,
                        "a 64-bit whole number",
                        "type INT16"),
                arguments(
                        "a UUID of 3 bytes",
                        Map.of("uuid.fields", "c"),
                        Schema.BYTES_SCHEMA,
                        new byte[3],
                        "the 16 bytes of a UUID",
                        "3 bytes"),
                arguments(
                        "a UUID of odd text",
                        Map.of("uuid.fields", "c"),
                        Schema.STRING_SCHEMA,
                        "marked",
                        "the 16 bytes of a UUID",
                        "text of 6 characters"),
                arguments(
                        "a date that is none",
                        Map.of("temporal.format", "epoch_millis"),
                        named("time.IsoDate", Schema.Type.STRING),
                        "marked",
                        "an ISO-8601 date",
                        "text of 6 characters"),
                arguments(
                        "a missing field",
                        Map.of("uuid.fields", "x", "on.missing.field", "fail"),
                        Schema.STRING_SCHEMA,
                        "marked",
                        "a field of that name",
                        "none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuseWhatItCannotTake(
            String name, Map<String, String> settings, Schema schema, Object value, String needed, String found) {
        // Given
        types.configure(settings);

        // When, Then
        assertThatThrownBy(() -> types.apply(Cells.row(schema, value)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("DebeziumTypeConverter, field '")
                .hasMessageContaining("of t.Value: needed " + needed)
                .hasMessageContaining("found " + found)
                .hasMessageNotContaining("marked");
    }

    @Test
    void shouldRefuseBrokenGeometryAndBitsWithoutALength() {
        // Given
        types.configure(Map.of());
        Schema shape = geometry("data.geometry.Geometry").build();
        Schema bits = SchemaBuilder.bytes().name("io.debezium.data.Bits").build();
        byte[] endless = HexFormat.of().parseHex("00" + ints(2, Integer.MAX_VALUE));

        // When, Then
        assertThatThrownBy(() -> types.apply(Cells.row(shape, new Struct(shape).put("wkb", endless))))
                .hasMessageContaining("needed a geometry in well-known binary, found 9 bytes that are none");
        assertThatThrownBy(() -> types.apply(Cells.row(bits, new byte[1])))
                .hasMessageContaining("the parameter 'length'");
    }

    private static Arguments zoned(String name, String text, String iso) {
        return arguments(
                name,
                named("time.ZonedTimestamp", Schema.Type.STRING),
                text,
                quoted(iso),
                Long.toString(OffsetDateTime.parse(text).toInstant().toEpochMilli()));
    }

    private static SchemaBuilder geometry(String name) {
        return SchemaBuilder.struct()
                .name("io.debezium." + name)
                .field("wkb", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA);
    }

    private static Schema named(String name, Schema.Type type) {
        return new SchemaBuilder(type).name("io.debezium." + name).version(1).build();
    }

    private static Schema decimal(int scale, int precision) {
        return Decimal.builder(scale)
                .parameter("connect.decimal.precision", Integer.toString(precision))
                .build();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
        for (int value : values) {
            bytes.putInt(value);
        }
        return HexFormat.of().formatHex(bytes.array());
    }

    private static String numbers(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 8);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return HexFormat.of().formatHex(bytes.array());
    }
}
