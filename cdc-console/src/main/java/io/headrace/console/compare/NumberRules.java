package io.headrace.console.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers, bits and booleans. */
final class NumberRules {

    private NumberRules() {}

    /**
     * Integers of every width, years and exact decimals, every digit; a document may hold them as number or as text. They are
     * read as results of an addition, which no zero fill and no property of the driver (yearIsDateType, tinyInt1isBit) changes.
     */
    static final ValueRule EXACT = new ValueRule() {
        @Override
        public String select(String column) {
            return "(" + column + " + 0)";
        }

        @Override
        public boolean same(String text, JsonNode value) {
            BigDecimal found = decimal(value);
            return found != null && found.compareTo(new BigDecimal(text)) == 0;
        }
    };

    /** TINYINT(1): a boolean, true for anything but 0, or the number itself. */
    static final ValueRule BOOLEAN = new ValueRule() {
        @Override
        public String select(String column) {
            return EXACT.select(column);
        }

        @Override
        public boolean same(String text, JsonNode value) {
            return value.isBoolean() ? value.booleanValue() == !text.equals("0") : EXACT.same(text, value);
        }
    };

    /** FLOAT(M,D): the digits that MySQL shows. */
    static final ValueRule SHOWN = new ValueRule() {
        @Override
        public String select(String column) {
            return "CAST(" + column + " AS CHAR)";
        }

        @Override
        public boolean same(String text, JsonNode value) {
            BigDecimal found = decimal(value);
            return found != null
                    && (found.compareTo(new BigDecimal(text)) == 0
                            || (value.isDouble() && value.doubleValue() == Double.parseDouble(text)));
        }
    };

    /** FLOAT, read as the double it is exactly; text results of MySQL keep six digits of it, which is enough for equal. */
    static final ValueRule SINGLE = new ValueRule() {
        @Override
        public String select(String column) {
            return "(" + column + " + 0e0)";
        }

        @Override
        public boolean same(String text, JsonNode value) {
            BigDecimal found = decimal(value);
            if (found == null) {
                return false;
            }
            float wanted = (float) Double.parseDouble(text);
            return found.floatValue() == wanted || sixDigits(found).compareTo(sixDigits(new BigDecimal(text))) == 0;
        }

        private BigDecimal sixDigits(BigDecimal number) {
            return number.round(new java.math.MathContext(6));
        }
    };

    static final ValueRule DOUBLE = (text, value) -> {
        BigDecimal found = decimal(value);
        return found != null && found.doubleValue() == Double.parseDouble(text);
    };

    /** BIT: a boolean when it has one bit; else the number, or the bits as text. */
    static ValueRule bits(int width) {
        return new ValueRule() {
            @Override
            public String select(String column) {
                return "(" + column + " + 0)";
            }

            @Override
            public boolean same(String text, JsonNode value) {
                BigInteger wanted = new BigInteger(text);
                if (value.isBoolean()) {
                    return width == 1 && value.booleanValue() == (wanted.signum() != 0);
                }
                if (value.isTextual() && value.textValue().matches("[01]{" + width + "}")) {
                    return new BigInteger(value.textValue(), 2).equals(wanted);
                }
                return EXACT.same(text, value);
            }
        };
    }

    /** The number that a JSON number or a JSON text of digits is; null when it is neither. */
    private static @org.jspecify.annotations.Nullable BigDecimal decimal(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isTextual()) {
            try {
                return new BigDecimal(value.textValue());
            } catch (NumberFormatException notANumber) {
                return null;
            }
        }
        return null;
    }
}
