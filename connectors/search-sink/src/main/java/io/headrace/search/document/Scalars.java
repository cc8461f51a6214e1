package io.headrace.search.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The text of values that may name a document: whole numbers, strings, booleans, exact decimals. */
final class Scalars {
    private Scalars() {}

    /** Null for null and for everything that has no one text (floats, bytes, containers). */
    static @Nullable String text(@Nullable Object value) {
        if (value instanceof String || value instanceof Boolean || isWhole(value)) {
            return String.valueOf(value);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : null;
    }

    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger;
    }
}
