package io.headrace.transforms.type;

import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.TypedConversion;
import io.headrace.transforms.path.FieldLocation;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Converts dates and times of Debezium and Connect to ISO-8601 text or to milliseconds. */
final class TemporalTypes {

    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final long FIRST_DAY_OF_YEAR_0 = LocalDate.of(0, 1, 1).toEpochDay();
    private static final long LAST_DAY_OF_YEAR_0 = LocalDate.of(0, 12, 31).toEpochDay();

    private final TemporalFormat format;
    private final ZoneRules rules;
    private final @Nullable ZoneOffset fixed;
    /** By semantic name and optionality, for conversions that depend on nothing else: one serves all tables. */
    private final Map<String, Conversion> shared = new ConcurrentHashMap<>();

    TemporalTypes(TemporalFormat format, ZoneId zone) {
        this.format = format;
        rules = zone.getRules();
        fixed = rules.isFixedOffset() ? rules.getOffset(java.time.Instant.EPOCH) : null;
    }

    /** Null if the schema is no date or time. */
    @Nullable
    TypedConversion conversion(Schema schema, FieldLocation location) {
        return switch (String.valueOf(schema.name())) {
            case "io.debezium.time.Date" -> date(schema, TemporalTypes::number);
            case "org.apache.kafka.connect.data.Date" ->
                date(schema, value -> Math.floorDiv(millis(value), MILLIS_PER_DAY));
            case "io.debezium.time.IsoDate" -> isoDate(schema, location);
            case "io.debezium.time.Timestamp" -> dateTime(schema, TemporalTypes::number, 1_000L, 3);
            case "org.apache.kafka.connect.data.Timestamp" -> dateTime(schema, TemporalTypes::millis, 1_000L, 3);
            case "io.debezium.time.MicroTimestamp" -> dateTime(schema, TemporalTypes::number, 1_000_000L, 6);
            case "io.debezium.time.NanoTimestamp" -> dateTime(schema, TemporalTypes::number, 1_000_000_000L, 9);
            case "io.debezium.time.IsoTimestamp" -> isoTimestamp(schema, location);
            case "io.debezium.time.ZonedTimestamp" -> zonedTimestamp(schema, location);
            case "io.debezium.time.Time" -> time(schema, TemporalTypes::number, 1_000_000L);
            case "org.apache.kafka.connect.data.Time" -> time(schema, TemporalTypes::millis, 1_000_000L);
            case "io.debezium.time.MicroTime" -> time(schema, TemporalTypes::number, 1_000L);
            case "io.debezium.time.NanoTime" -> time(schema, TemporalTypes::number, 1L);
            case "io.debezium.time.IsoTime" -> isoTime(schema, location);
            default -> null;
        };
    }

    private TypedConversion date(Schema schema, ToLongFunction<Object> days) {
        boolean isOptional = schema.isOptional();
        Function<Long, Object> written = isIso() ? IsoText::date : day -> day * MILLIS_PER_DAY;
        Conversion conversion = shared(schema, value -> {
            long day = days.applyAsLong(value);
            return isYear0(day) ? (isOptional ? null : written.apply(0L)) : written.apply(day);
        });
        return isIso() ? text(schema, conversion) : number(schema, conversion);
    }

    /** A date of the year 0, as only a snapshot reads it; it becomes what the binlog makes of it, which is no date. */
    private static boolean isYear0(long day) {
        return day >= FIRST_DAY_OF_YEAR_0 && day <= LAST_DAY_OF_YEAR_0;
    }

    private TypedConversion isoDate(Schema schema, FieldLocation location) {
        return isIso()
                ? text(schema, value -> withoutZone((String) value))
                : number(
                        schema,
                        parsing(
                                location,
                                "an ISO-8601 date",
                                text -> LocalDate.parse(withoutZone(text)).toEpochDay() * MILLIS_PER_DAY));
    }

    private TypedConversion dateTime(Schema schema, ToLongFunction<Object> units, long perSecond, int digits) {
        long nanosPerUnit = 1_000_000_000L / perSecond;
        if (isIso()) {
            return text(schema, shared(schema, value -> {
                long local = units.applyAsLong(value);
                long second = Math.floorDiv(local, perSecond);
                int nano = (int) (Math.floorMod(local, perSecond) * nanosPerUnit);
                return IsoText.dateTime(second, nano, digits, offset(second));
            }));
        }
        return number(schema, shared(schema, value -> {
            long local = units.applyAsLong(value);
            long second = Math.floorDiv(local, perSecond);
            long milli = Math.floorMod(local, perSecond) * nanosPerUnit / 1_000_000L;
            return (second - offset(second).getTotalSeconds()) * 1000L + milli;
        }));
    }

    private TypedConversion isoTimestamp(Schema schema, FieldLocation location) {
        if (isIso() && ZoneOffset.UTC.equals(fixed)) {
            return text(schema, Conversion.NONE);
        }
        String needed = "an ISO-8601 date and time";
        if (isIso()) {
            return text(schema, parsing(location, needed, text -> {
                String local = withoutZone(text);
                return local + rules.getOffset(LocalDateTime.parse(local)).getId();
            }));
        }
        return number(schema, parsing(location, needed, text -> {
            LocalDateTime local = LocalDateTime.parse(withoutZone(text));
            return local.toInstant(rules.getOffset(local)).toEpochMilli();
        }));
    }

    private TypedConversion zonedTimestamp(Schema schema, FieldLocation location) {
        return isIso()
                ? text(schema, shared(schema, value -> IsoText.withMicros((String) value)))
                : number(
                        schema,
                        parsing(
                                location,
                                "an ISO-8601 date and time with an offset",
                                text -> OffsetDateTime.parse(text).toInstant().toEpochMilli()));
    }

    private TypedConversion time(Schema schema, ToLongFunction<Object> units, long nanosPerUnit) {
        return isIso()
                ? text(schema, shared(schema, value -> IsoText.time(units.applyAsLong(value) * nanosPerUnit)))
                : number(schema, shared(schema, value -> units.applyAsLong(value) * nanosPerUnit / 1_000_000L));
    }

    private TypedConversion isoTime(Schema schema, FieldLocation location) {
        return isIso()
                ? text(schema, value -> withoutZone((String) value))
                : number(
                        schema,
                        parsing(
                                location,
                                "an ISO-8601 time",
                                text -> LocalTime.parse(withoutZone(text)).toNanoOfDay() / 1_000_000L));
    }

    /**
     * The offset at a wall-clock time. In an hour that occurs twice it is the earlier one, in a skipped hour the one before
     * it.
     */
    private ZoneOffset offset(long localSecond) {
        return fixed != null ? fixed : rules.getOffset(LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC));
    }

    private Conversion shared(Schema schema, Conversion conversion) {
        return shared.computeIfAbsent(schema.name() + (schema.isOptional() ? "?" : ""), name -> conversion);
    }

    private boolean isIso() {
        return format == TemporalFormat.ISO8601;
    }

    private static TypedConversion text(Schema schema, Conversion conversion) {
        return new TypedConversion(Schemas.plain(schema, SchemaBuilder.string()), conversion);
    }

    private static TypedConversion number(Schema schema, Conversion conversion) {
        return new TypedConversion(Schemas.plain(schema, SchemaBuilder.int64()), conversion);
    }

    /** Parsing errors of java.time quote the text, so they are replaced by one that doesn't. */
    private static Conversion parsing(FieldLocation location, String needed, Function<String, Object> parse) {
        return value -> {
            try {
                return parse.apply((String) value);
            } catch (DateTimeException e) {
                throw location.error(
                        needed,
                        "text of " + ((String) value).length() + " characters that is none",
                        "Set temporal.format=iso8601 to pass the text on, or correct the source.");
            }
        };
    }

    private static String withoutZone(String text) {
        return text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    @SuppressWarnings("JavaUtilDate") // it is what Connect holds dates in
    private static long millis(Object value) {
        return ((java.util.Date) value).getTime();
    }
}
