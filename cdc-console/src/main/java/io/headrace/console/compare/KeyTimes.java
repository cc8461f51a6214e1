package io.headrace.console.compare;

import io.headrace.console.compare.KeyFormat.Times;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Dates and times as keys: numbers since 1970 of the wall clock taken for UTC, and TIMESTAMP as ISO text. */
final class KeyTimes {

    private KeyTimes() {}

    /** A rule of two functions that are each other's inverse, on MySQL's text. */
    private record Temporal(
            String castType, Function<String, String> toId, Function<String, String> toText, String literalEnd)
            implements KeyRule {

        @Override
        public String select(String column) {
            return "CAST(" + column + " AS CHAR)";
        }

        @Override
        public String placeholder() {
            return "CAST(? AS " + castType + ")";
        }

        @Override
        public String idPart(String text) {
            return toId.apply(text);
        }

        @Override
        public Optional<String> text(String idPart) {
            try {
                return Optional.of(toText.apply(idPart))
                        .filter(text -> idPart(text).equals(idPart));
            } catch (DateTimeException | NumberFormatException | ArithmeticException notATime) {
                return Optional.empty();
            }
        }

        @Override
        public String literal(String text) {
            return literalEnd.isEmpty()
                    ? "CAST('" + text + "' AS " + castType + ")"
                    : "TIMESTAMP'" + text + literalEnd + "'";
        }
    }

    static KeyRule date(Times times) {
        String end = times == Times.ISOSTRING ? "Z" : "";
        return times == Times.ISOSTRING
                ? new Temporal("DATE", text -> text + end, id -> id.replaceFirst("Z$", ""), "")
                : new Temporal(
                        "DATE",
                        text -> Long.toString(day(text).toEpochDay()),
                        id -> LocalDate.ofEpochDay(Long.parseLong(id)).toString(),
                        "");
    }

    /** Empty where the text of the id is not known. */
    static Optional<KeyRule> dateTime(Times times, int fraction) {
        ChronoUnit unit = switch (times) {
            case ADAPTIVE -> fraction <= 3 ? ChronoUnit.MILLIS : ChronoUnit.MICROS;
            case CONNECT -> ChronoUnit.MILLIS;
            case MICROSECONDS -> ChronoUnit.MICROS;
            case NANOSECONDS -> ChronoUnit.NANOS;
            case ISOSTRING -> ChronoUnit.FOREVER;
        };
        if (unit == ChronoUnit.FOREVER) {
            return Optional.empty();
        }
        LocalDateTime start = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
        return Optional.of(new Temporal(
                "DATETIME(" + fraction + ")",
                text -> Long.toString(unit.between(start, moment(text))),
                id -> text(start.plus(Long.parseLong(id), unit), fraction),
                ""));
    }

    /** Without zeros at the end of the fraction, as StableKey writes it. */
    static KeyRule timestamp(int fraction) {
        return new Temporal(
                "DATETIME(" + fraction + ")",
                text -> text(moment(text), fraction)
                                .replace(' ', 'T')
                                .replaceFirst("(\\.\\d*?)0+$", "$1")
                                .replaceFirst("\\.$", "")
                        + "Z",
                id -> text(LocalDateTime.parse(id.replaceFirst("Z$", "")), fraction),
                "+00:00");
    }

    static Optional<KeyRule> time(Times times, int fraction) {
        long nanos = switch (times) {
            case ADAPTIVE, MICROSECONDS -> 1_000;
            case CONNECT -> 1_000_000;
            case NANOSECONDS -> 1;
            case ISOSTRING -> 0;
        };
        if (nanos == 0) {
            return Optional.empty();
        }
        return Optional.of(new Temporal(
                "TIME(" + fraction + ")",
                text -> Long.toString(MysqlTime.nanos(text) / nanos),
                id -> MysqlTime.text(Math.multiplyExact(Long.parseLong(id), nanos), fraction),
                ""));
    }

    /** A zero date in a key is 1970 to the source, as keys have no null. */
    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text.substring(0, 10));
            return day.getYear() == 0 ? LocalDate.EPOCH : day;
        } catch (DateTimeException noSuchDay) {
            return LocalDate.EPOCH;
        }
    }

    private static LocalDateTime moment(String text) {
        LocalDate day = day(text);
        return day.equals(LocalDate.EPOCH) && !text.startsWith("1970-01-01")
                ? LocalDate.EPOCH.atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static String text(LocalDateTime moment, int fraction) {
        String seconds = moment.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
        String whole = seconds.length() == 16 ? seconds + ":00" : seconds;
        return fraction == 0
                ? whole
                : whole + "."
                        + String.format(java.util.Locale.ROOT, "%09d", moment.get(ChronoField.NANO_OF_SECOND))
                                .substring(0, fraction);
    }
}
