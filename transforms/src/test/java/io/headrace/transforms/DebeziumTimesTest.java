package io.headrace.transforms;

import static io.headrace.transforms.TypeSchemas.named;
import static io.headrace.transforms.TypeSchemas.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Dates, times and time zones. */
@SuppressWarnings("JavaUtilDate") // it is what Connect holds dates in
class DebeziumTimesTest {

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
                        "DATE in year 0 and NOT NULL, as a zero date",
                        named("time.Date", Schema.Type.INT32),
                        (int) YEAR_1 - 1,
                        "\"1970-01-01\"",
                        "0"),
                arguments(
                        "DATE in year 0, as a zero date: null",
                        new SchemaBuilder(Schema.Type.INT32)
                                .name("io.debezium.time.Date")
                                .optional()
                                .build(),
                        (int) YEAR_1 - 366,
                        "null",
                        "null"),
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
        SourceRecord row = OneColumn.row(schema, value);

        // When, Then
        types.configure(Map.of());
        assertThat(OneColumn.json(types, row)).as("iso8601").isEqualTo(iso);
        types.configure(Map.of("temporal.format", "epoch_millis"));
        assertThat(OneColumn.json(types, row)).as("epoch_millis").isEqualTo(millis);
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
        SourceRecord row = OneColumn.row(named("time.MicroTimestamp", Schema.Type.INT64), second * 1_000_000);
        SourceRecord text = OneColumn.row(
                named("time.IsoTimestamp", Schema.Type.STRING),
                Instant.ofEpochSecond(second).toString());

        // When, Then
        types.configure(Map.of("datetime.timezone", zone));
        assertThat(OneColumn.json(types, row)).isEqualTo(iso);
        assertThat(OneColumn.json(types, text)).isEqualTo(iso.replace(".000000", ""));
        types.configure(Map.of("datetime.timezone", zone, "temporal.format", "epoch_millis"));
        assertThat(OneColumn.json(types, row))
                .isEqualTo(Long.toString(Instant.parse(instant).toEpochMilli()));
        assertThat(OneColumn.json(types, text))
                .isEqualTo(Long.toString(Instant.parse(instant).toEpochMilli()));
    }

    private static Arguments zoned(String name, String text, String iso) {
        return arguments(
                name,
                named("time.ZonedTimestamp", Schema.Type.STRING),
                text,
                quoted(iso),
                Long.toString(OffsetDateTime.parse(text).toInstant().toEpochMilli()));
    }
}
