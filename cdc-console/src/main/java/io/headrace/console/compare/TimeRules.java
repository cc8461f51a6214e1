package io.headrace.console.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Dates and times. MySQL prints them as {@code 2024-06-10 01:02:03.123456}. */
final class TimeRules {

    private static final Instant EPOCH = Instant.EPOCH;

    private TimeRules() {}

    static final ValueRule DATE = new AsText() {
        @Override
        public boolean same(String text, JsonNode value) {
            if (isNoDate(text)) {
                return (value.isNumber() && value.longValue() == 0)
                        || value.asText().equals("1970-01-01");
            }
            try {
                return value.isNumber()
                        ? LocalDate.parse(text).toEpochDay() == value.longValue()
                        : value.isTextual()
                                && LocalDate.parse(value.textValue()).equals(LocalDate.parse(text));
            } catch (DateTimeException e) {
                return false;
            }
        }
    };

    static final ValueRule TIME = new AsText() {
        @Override
        public boolean same(String text, JsonNode value) {
            long wanted = MysqlTime.nanos(text);
            return value.isNumber()
                    ? value.longValue() == wanted / 1000
                    : value.isTextual()
                            && MysqlTime.isTime(value.textValue())
                            && MysqlTime.nanos(value.textValue()) == wanted;
        }
    };

    /**
     * DATETIME, which has no zone, and TIMESTAMP, which a session at UTC prints in UTC.
     *
     * @param zone what the column's wall clock is
     */
    static ValueRule dateTime(ZoneId zone) {
        return new AsText() {
            @Override
            public boolean same(String text, JsonNode value) {
                try {
                    if (isNoDate(text)) {
                        return (value.isTextual()
                                        && instant(value.textValue(), zone).equals(EPOCH))
                                || (value.isNumber() && value.longValue() == 0);
                    }
                    LocalDateTime wanted = LocalDateTime.parse(text.replace(' ', 'T'));
                    if (value.isNumber()) {
                        return value.longValue()
                                == wanted.atZone(zone).toInstant().toEpochMilli();
                    }
                    return value.isTextual()
                            && instant(value.textValue(), zone)
                                    .equals(wanted.atZone(zone).toInstant());
                } catch (DateTimeException e) {
                    return false;
                }
            }
        };
    }

    /** A date with a zero in year, month or day, or one that no calendar has: the source makes null of it, or 1970. */
    private static boolean isNoDate(String text) {
        if (text.length() < 10 || text.charAt(4) != '-') {
            return false;
        }
        try {
            return LocalDate.parse(text.substring(0, 10)).getYear() == 0;
        } catch (DateTimeException noSuchDay) {
            return true;
        }
    }

    private static Instant instant(String iso, ZoneId zone) {
        int time = iso.indexOf('T');
        boolean zoned = time > 0 && (iso.endsWith("Z") || iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0);
        return zoned
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }

    static ValueRule timestamp() {
        return dateTime(ZoneOffset.UTC);
    }

    /** Temporal values are read as text, so that no driver converts them. */
    private abstract static class AsText implements ValueRule {
        @Override
        public String select(String column) {
            return "CAST(" + column + " AS CHAR)";
        }

        @Override
        public boolean sameAsNull(String text) {
            return isNoDate(text);
        }
    }
}
