package io.headrace.search.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The text of values that may name a document: whole numbers, strings, booleans, exact decimals. */
public final class JsonScalarText {
    /** More digits than any column has: a text of a hundred thousand zeros names no document. */
    private static final int LARGEST_SCALE = 1_000;

    private JsonScalarText() {}

    /** Null for null and for everything that has no one text (floats, bytes, containers). */
    public static @Nullable String text(@Nullable Object value) {
        if (value instanceof String || value instanceof Boolean || isWhole(value)) {
            return String.valueOf(value);
        }
        return value instanceof BigDecimal decimal ? plain(decimal) : null;
    }

    /** A number of JSON with all of its digits and without exponent; null for what is none. */
    static @Nullable String plain(String number) {
        try {
            return plain(new BigDecimal(number));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable String plain(BigDecimal number) {
        return Math.abs((long) number.scale()) <= LARGEST_SCALE ? number.toPlainString() : null;
    }

    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger;
    }
}
