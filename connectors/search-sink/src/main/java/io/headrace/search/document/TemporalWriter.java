package io.headrace.search.document;

import io.headrace.search.config.DocumentSettings.TemporalFormat;
import io.headrace.search.json.JsonBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;

/** Writes dates, times of day and instants. Stateless. */
public final class TemporalWriter {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000L;

    private TemporalWriter() {}

    static void date(JsonBuffer out, long days, TemporalFormat format) {
        if (format == TemporalFormat.EPOCH_MILLIS) {
            out.number(days * DAY_MILLIS);
        } else {
            out.raw('"').ascii(LocalDate.ofEpochDay(days).toString()).raw('"');
        }
    }

    static void instant(JsonBuffer out, Instant instant, TemporalFormat format) {
        if (format == TemporalFormat.EPOCH_MILLIS) {
            out.number(instant.toEpochMilli());
        } else {
            out.raw('"').ascii(instant.toString()).raw('"');
        }
    }

    /** Milliseconds of a day, always with three digits of fraction. */
    static void timeOfDay(JsonBuffer out, long millis, TemporalFormat format) {
        if (format == TemporalFormat.EPOCH_MILLIS) {
            out.number(millis);
            return;
        }
        out.raw('"');
        clock(out, millis / 1_000);
        out.raw('.');
        padded(out, millis % 1_000, 3);
        out.raw('"');
    }

    /** A signed span as MySQL's TIME has it, with as much fraction as is not zero. */
    static void duration(JsonBuffer out, long nanos, TemporalFormat format) {
        if (format == TemporalFormat.EPOCH_MILLIS) {
            out.number(Math.floorDiv(nanos, 1_000_000L));
            return;
        }
        out.raw('"');
        if (nanos < 0) {
            out.raw('-');
        }
        long span = Math.abs(nanos);
        clock(out, span / SECOND_NANOS);
        long fraction = span % SECOND_NANOS;
        if (fraction != 0) {
            int digits = 9;
            while (fraction % 10 == 0) {
                fraction /= 10;
                digits--;
            }
            out.raw('.');
            padded(out, fraction, digits);
        }
        out.raw('"');
    }

    private static void clock(JsonBuffer out, long seconds) {
        padded(out, seconds / 3_600, 2);
        out.raw(':');
        padded(out, seconds / 60 % 60, 2);
        out.raw(':');
        padded(out, seconds % 60, 2);
    }

    private static void padded(JsonBuffer out, long number, int digits) {
        String text = Long.toString(number);
        for (int missing = digits - text.length(); missing > 0; missing--) {
            out.raw('0');
        }
        out.ascii(text);
    }

    /** Of the class that Connect chose for its dates, times and timestamps. */
    @SuppressWarnings("JavaUtilDate")
    public static long millis(Object date) {
        return ((Date) date).getTime();
    }

    static Instant micros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    static Instant nanos(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND_NANOS), Math.floorMod(nanos, SECOND_NANOS));
    }
}
