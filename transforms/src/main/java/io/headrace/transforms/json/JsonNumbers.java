package io.headrace.transforms.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers in JSON text as Long, as Double or, if neither holds them exactly, as the text of their digits. A double of MySQL
 * becomes the same value however it is spelled: the server writes the fewest digits that identify it ({@code 1e15}, {@code
 * 1e-7}), Debezium's binlog reader all of its digits, and whole numbers from 10,000,000 on without a point.
 */
final class JsonNumbers {

    private static final int EXACT_DIGITS = 15;
    private static final double POINTLESS = 1e7;
    private static final double LONGS_END = 0x1p63;
    private static final double UNSIGNED_LONGS_END = 0x1p64;
    private static final BigInteger UNSIGNED_LONG_MAX =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private JsonNumbers() {}

    /**
     * A number without point and exponent that doesn't fit a long. Up to 64 bits it can't be a double that was spelled out;
     * beyond it may be.
     */
    static Object wide(String text) {
        BigInteger whole = new BigInteger(text);
        if (whole.signum() > 0 && whole.compareTo(UNSIGNED_LONG_MAX) <= 0) {
            return text;
        }
        double number = whole.doubleValue();
        boolean exact = Double.isFinite(number)
                && new BigDecimal(number).toBigIntegerExact().equals(whole);
        return exact ? (Object) number : text;
    }

    /** A number with a point or an exponent. */
    static Object fraction(String text) {
        double number = Double.parseDouble(text);
        return isExact(text, number) ? ofDouble(number) : text;
    }

    private static Object ofDouble(double number) {
        if (Math.abs(number) < POINTLESS || number != Math.rint(number) || number < -LONGS_END) {
            return number;
        }
        if (number < LONGS_END) {
            return (long) number;
        }
        return number < UNSIGNED_LONGS_END ? (Object) new BigDecimal(number).toPlainString() : (Object) number;
    }

    /** Whether the text spells this double, rather than a decimal between two doubles. */
    private static boolean isExact(String text, double number) {
        if (text.length() <= EXACT_DIGITS && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            return true;
        }
        if (!Double.isFinite(number)) {
            return false;
        }
        BigDecimal written = new BigDecimal(text);
        if (number == 0) {
            return written.signum() == 0;
        }
        BigDecimal shortest = new BigDecimal(Double.toString(number));
        return written.compareTo(shortest) == 0
                || digits(written) <= digits(shortest)
                || written.compareTo(new BigDecimal(number)) == 0;
    }

    /** Java 17 writes some doubles with one digit too many or another last digit: that many digits are enough. */
    private static int digits(BigDecimal number) {
        return number.stripTrailingZeros().precision();
    }
}
