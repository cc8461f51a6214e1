package io.headrace.transforms.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text in a JSON column that may be a value of MySQL's own types, brought into one form. In a snapshot the server writes a
 * DATETIME or TIME with six decimals, and bytes as {@code base64:type15:AQID}; Debezium's binlog reader leaves out trailing
 * zeros, and everything before the bytes. Text that merely looks like this is treated alike, because nothing distinguishes
 * it.
 */
final class MysqlJsonText {

    private static final String BYTES = "base64:type";
    private static final int DATETIME_LENGTH = "2024-01-02 10:11:12.678000".length();
    private static final int FRACTION_LENGTH = ".678000".length();
    private static final int SHORTEST_TIME = "10:11:12.500000".length();
    private static final Pattern TIME = Pattern.compile("-?\\d{2,3}:\\d\\d:\\d\\d\\.\\d{6}");
    private static final Pattern DATETIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}");

    /**
     * A negative TIME as the binlog reader spells it: {@code 11:0-12:0-12} for -10:11:12. A part is one too high if a lower
     * one isn't zero; minutes, seconds and fraction carry their sign behind zeros, and the fraction has no trailing zeros.
     * Whole hours have no sign at all, and can't be told from positive ones.
     */
    private static final Pattern GARBLED =
            Pattern.compile("(\\d{2,3}):(?:0-(\\d{1,2})|00):(?:0-(\\d{1,2})|00)(?:\\.00000-(\\d{1,6}))?");

    private static final int MICRO_DIGITS = 6;

    private MysqlJsonText() {}

    /** @throws MalformedJsonException if it is a negative TIME whose lost digits can't be restored */
    static String canonical(String text) throws MalformedJsonException {
        int length = text.length();
        if (length == 0) {
            return text;
        }
        char first = text.charAt(0);
        if (first == 'b' && text.startsWith(BYTES)) {
            return bytes(text);
        }
        if (!isDigit(first) && first != '-') {
            return text;
        }
        if (isSixDigits(text, length)) {
            return withoutZeros(text);
        }
        boolean isTime = length > 3 && (text.charAt(2) == ':' || text.charAt(3) == ':');
        return isTime && text.contains("0-") ? negative(text) : text;
    }

    private static String bytes(String text) {
        int end = BYTES.length();
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        boolean isBytes = end > BYTES.length() && end < text.length() && text.charAt(end) == ':';
        return isBytes ? text.substring(end + 1) : text;
    }

    private static boolean isSixDigits(String text, int length) {
        if (length < SHORTEST_TIME || length > DATETIME_LENGTH || text.charAt(length - FRACTION_LENGTH) != '.') {
            return false;
        }
        return (length == DATETIME_LENGTH ? DATETIME : TIME).matcher(text).matches();
    }

    private static String withoutZeros(String text) {
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static String negative(String text) throws MalformedJsonException {
        Matcher parts = GARBLED.matcher(text);
        if (!parts.matches() || (parts.group(2) == null && parts.group(3) == null)) {
            return text;
        }
        String fraction = parts.group(4);
        if (fraction != null && fraction.length() < MICRO_DIGITS) {
            throw new MalformedJsonException("a negative TIME with a fraction, which Debezium garbles");
        }
        int seconds = number(parts.group(3)) - (fraction == null ? 0 : 1);
        int minutes = number(parts.group(2)) - (parts.group(3) == null ? 0 : 1);
        int hours = Integer.parseInt(parts.group(1)) - (parts.group(2) == null && parts.group(3) == null ? 0 : 1);
        String time = "-" + pair(hours) + ":" + pair(minutes) + ":" + pair(seconds);
        return fraction == null ? time : withoutZeros(time + "." + fraction);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static String pair(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
