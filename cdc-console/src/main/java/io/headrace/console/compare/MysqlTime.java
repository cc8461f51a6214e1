package io.headrace.console.compare;

import java.time.DateTimeException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A TIME of MySQL as text, {@code -838:59:59.000000} for instance: a span of time that may be negative and more than a day. */
final class MysqlTime {

    private static final Pattern FORM = Pattern.compile("(-?)(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,9}))?");

    private MysqlTime() {}

    static boolean isTime(String text) {
        return FORM.matcher(text).matches();
    }

    /** @throws DateTimeException when the text is no TIME */
    static long nanos(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("no time");
        }
        long seconds = Long.parseLong(parts.group(2)) * 3600
                + Long.parseLong(parts.group(3)) * 60
                + Long.parseLong(parts.group(4));
        String fraction = parts.group(5) == null ? "" : parts.group(5);
        long nanos = seconds * 1_000_000_000 + Long.parseLong((fraction + "000000000").substring(0, 9));
        return parts.group(1).isEmpty() ? nanos : -nanos;
    }

    /** @param fraction digits of the second's fraction, 0 to 9 */
    static String text(long nanos, int fraction) {
        long size = Math.abs(nanos);
        long seconds = size / 1_000_000_000;
        String whole = String.format(
                Locale.ROOT, "%s%02d:%02d:%02d", nanos < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60, seconds % 60);
        return fraction == 0
                ? whole
                : whole + "."
                        + String.format(Locale.ROOT, "%09d", size % 1_000_000_000)
                                .substring(0, fraction);
    }
}
