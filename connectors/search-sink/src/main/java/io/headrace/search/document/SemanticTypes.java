package io.headrace.search.document;

import static java.util.Map.entry;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonBuffer;
import io.headrace.search.json.JsonScanner;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Writers for schemas whose name says more than their type: Connect's logical types and Debezium's semantic types. A
 * name that is not known here leaves the value to its base type.
 */
final class SemanticTypes {
    private static final long DAY_MILLIS = 86_400_000L;
    private static final String GEOMETRY = "io.debezium.data.geometry.";

    private final NumberWriter numbers;
    private final Map<String, NonNullWriter> byName;

    SemanticTypes(DocumentSettings settings) {
        numbers = new NumberWriter(settings);
        var format = settings.temporalFormat();
        byName = Map.ofEntries(
                entry(Decimal.LOGICAL_NAME, (out, value, depth) -> numbers.decimal(out, (BigDecimal) value)),
                entry(
                        org.apache.kafka.connect.data.Date.LOGICAL_NAME,
                        (out, value, depth) -> TemporalWriter.date(
                                out, Math.floorDiv(TemporalWriter.millis(value), DAY_MILLIS), format)),
                entry(
                        org.apache.kafka.connect.data.Time.LOGICAL_NAME,
                        (out, value, depth) -> TemporalWriter.timeOfDay(out, TemporalWriter.millis(value), format)),
                entry(
                        org.apache.kafka.connect.data.Timestamp.LOGICAL_NAME,
                        (out, value, depth) -> TemporalWriter.instant(
                                out, Instant.ofEpochMilli(TemporalWriter.millis(value)), format)),
                entry("io.debezium.time.Date", (out, value, depth) -> TemporalWriter.date(out, whole(value), format)),
                entry(
                        "io.debezium.time.Timestamp",
                        (out, value, depth) -> TemporalWriter.instant(out, Instant.ofEpochMilli(whole(value)), format)),
                entry(
                        "io.debezium.time.MicroTimestamp",
                        (out, value, depth) ->
                                TemporalWriter.instant(out, TemporalWriter.micros(whole(value)), format)),
                entry(
                        "io.debezium.time.NanoTimestamp",
                        (out, value, depth) -> TemporalWriter.instant(out, TemporalWriter.nanos(whole(value)), format)),
                entry(
                        "io.debezium.time.Time",
                        (out, value, depth) -> TemporalWriter.duration(out, whole(value) * 1_000_000L, format)),
                entry(
                        "io.debezium.time.MicroTime",
                        (out, value, depth) -> TemporalWriter.duration(out, whole(value) * 1_000L, format)),
                entry(
                        "io.debezium.time.NanoTime",
                        (out, value, depth) -> TemporalWriter.duration(out, whole(value), format)),
                entry("io.debezium.time.IsoDate", (out, value, depth) -> out.string(withoutZone((String) value))),
                entry("io.debezium.time.IsoTime", (out, value, depth) -> out.string(withoutZone((String) value))),
                entry("io.debezium.data.Json", (out, value, depth) -> json(out, (String) value, depth, settings)),
                entry("io.debezium.data.EnumSet", (out, value, depth) -> set(out, (String) value)),
                entry("io.debezium.data.Bits", (out, value, depth) -> bits(out, value)),
                entry("io.debezium.data.VariableScaleDecimal", (out, value, depth) -> variableScale(out, value)),
                entry(GEOMETRY + "Point", (out, value, depth) -> point(out, value)),
                entry(GEOMETRY + "Geometry", (out, value, depth) -> geometry(out, value)),
                entry(GEOMETRY + "Geography", (out, value, depth) -> geometry(out, value)));
    }

    @Nullable
    NonNullWriter writerOf(Schema schema) {
        return schema.name() == null ? null : byName.get(schema.name());
    }

    private static long whole(Object value) {
        return ((Number) value).longValue();
    }

    private static String withoutZone(String iso) {
        return iso.endsWith("Z") ? iso.substring(0, iso.length() - 1) : iso;
    }

    /** The text of a JSON column as a real value; as a string should it not be JSON after all. */
    private static void json(JsonBuffer out, String text, int depth, DocumentSettings settings) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(settings.deepest());
        scanner.reset(bytes, 0, bytes.length);
        try {
            scanner.requireEnd(scanner.skipValue(scanner.skipBlank(0), depth));
        } catch (RecordException notJson) {
            out.string(text);
            return;
        }
        for (byte b : bytes) {
            out.raw(b == '\n' || b == '\r' ? (byte) ' ' : b);
        }
    }

    private static void set(JsonBuffer out, String labels) {
        out.raw('[');
        boolean first = true;
        for (String label : labels.isEmpty() ? new String[0] : labels.split(",")) {
            if (!first) {
                out.raw(',');
            }
            first = false;
            out.string(label);
        }
        out.raw(']');
    }

    /** Little-endian; a number while it fits 64 bits, else a string of zeros and ones. */
    private static void bits(JsonBuffer out, Object value) {
        byte[] little = bytes(value);
        byte[] big = new byte[little.length];
        for (int i = 0; i < little.length; i++) {
            big[i] = little[little.length - 1 - i];
        }
        BigInteger number = new BigInteger(1, big);
        if (little.length <= Long.BYTES) {
            out.ascii(number.toString());
        } else {
            out.raw('"').ascii(number.toString(2)).raw('"');
        }
    }

    private void variableScale(JsonBuffer out, Object value) {
        Struct struct = (Struct) value;
        numbers.decimal(out, new BigDecimal(new BigInteger(bytes(struct.get("value"))), struct.getInt32("scale")));
    }

    private void point(JsonBuffer out, Object value) {
        Struct struct = (Struct) value;
        out.ascii("{\"lat\":");
        numbers.floating(out, struct.getFloat64("y"));
        out.ascii(",\"lon\":");
        numbers.floating(out, struct.getFloat64("x"));
        out.raw('}');
    }

    private void geometry(JsonBuffer out, Object value) {
        Object wkb = ((Struct) value).get("wkb");
        if (wkb == null) {
            out.ascii("null");
        } else {
            Wkb.write(out, bytes(wkb), numbers);
        }
    }

    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            return copy;
        }
        return (byte[]) value;
    }
}
