package io.headrace.transforms.type;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes ISO-8601 text with as many decimals as the column's unit has, never fewer. */
final class IsoText {

    private static final int SECONDS_PER_DAY = 86_400;
    private static final int LENGTH_TO_SECONDS = 19;

    private IsoText() {}

    static String date(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            return date.toString();
        }
        byte[] text = new byte[10];
        date(text, date);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /**
     * A wall-clock time and its offset.
     *
     * @param localSecond seconds since 1970-01-01T00:00 on that wall clock
     * @param digits how many decimals: 3, 6 or 9
     */
    static String dateTime(long localSecond, int nano, int digits, ZoneOffset offset) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(localSecond, (long) SECONDS_PER_DAY));
        if (date.getYear() < 0 || date.getYear() > 9999) {
            return LocalDateTime.ofEpochSecond(localSecond, nano, ZoneOffset.UTC) + offset.getId();
        }
        String zone = offset.getId();
        byte[] text = new byte[LENGTH_TO_SECONDS + 1 + digits + zone.length()];
        date(text, date);
        text[10] = 'T';
        time(text, (int) Math.floorMod(localSecond, (long) SECONDS_PER_DAY));
        text[LENGTH_TO_SECONDS] = '.';
        digits(text, LENGTH_TO_SECONDS + 1, digits, nano / unit(digits));
        for (int i = 0; i < zone.length(); i++) {
            text[LENGTH_TO_SECONDS + 1 + digits + i] = (byte) zone.charAt(i);
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** A signed duration as MySQL writes TIME: hours may exceed 24, trailing zeros of the fraction are left out. */
    static String time(long nanos) {
        long rest = Math.abs(nanos);
        long seconds = rest / 1_000_000_000L;
        StringBuilder text = new StringBuilder(20);
        if (nanos < 0) {
            text.append('-');
        }
        pair(text, seconds / 3600).append(':');
        pair(text, seconds / 60 % 60).append(':');
        pair(text, seconds % 60);
        long fraction = rest % 1_000_000_000L;
        if (fraction != 0) {
            text.append('.').append(Long.toString(1_000_000_000L + fraction), 1, 10);
            while (text.charAt(text.length() - 1) == '0') {
                text.setLength(text.length() - 1);
            }
        }
        return text.toString();
    }

    /**
     * A date and time with its fraction padded to six digits. Debezium pads it to the column's width when it streams, but
     * not in a snapshot, and a row must read the same by both. Longer fractions, and text of another form, stay as they are.
     */
    static String withMicros(String text) {
        int length = text.length();
        if (length <= LENGTH_TO_SECONDS || text.charAt(10) != 'T') {
            return text;
        }
        boolean hasFraction = text.charAt(LENGTH_TO_SECONDS) == '.';
        int zone = LENGTH_TO_SECONDS + (hasFraction ? 1 : 0);
        while (zone < length && text.charAt(zone) >= '0' && text.charAt(zone) <= '9') {
            zone++;
        }
        int missing = LENGTH_TO_SECONDS + 7 - (hasFraction ? zone : zone + 1);
        if (missing <= 0) {
            return text;
        }
        return text.substring(0, zone)
                + (hasFraction ? "" : ".")
                + "000000".substring(6 - missing)
                + text.substring(zone);
    }

    private static StringBuilder pair(StringBuilder text, long value) {
        return value < 10 ? text.append('0').append(value) : text.append(value);
    }

    private static void date(byte[] text, LocalDate date) {
        digits(text, 0, 4, date.getYear());
        text[4] = '-';
        digits(text, 5, 2, date.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, date.getDayOfMonth());
    }

    private static void time(byte[] text, int secondOfDay) {
        digits(text, 11, 2, secondOfDay / 3600);
        text[13] = ':';
        digits(text, 14, 2, secondOfDay / 60 % 60);
        text[16] = ':';
        digits(text, 17, 2, secondOfDay % 60);
    }

    private static void digits(byte[] text, int from, int count, int value) {
        int rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int unit(int digits) {
        return switch (digits) {
            case 3 -> 1_000_000;
            case 6 -> 1_000;
            default -> 1;
        };
    }
}
