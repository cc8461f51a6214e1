package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Renders a column's value as text, for conditions, mails and queries. */
final class ColumnText {
    /** The most digits that a DECIMAL can have. */
    private static final int MAX_DIGITS = 65;

    private ColumnText() {}

    /** Returns a DECIMAL with all its digits and without an exponent, as MySQL writes it, and JSON as it is. */
    static String of(JsonNode value) {
        if (value.isBigDecimal()) {
            BigDecimal number = value.decimalValue();
            // A DOUBLE may exceed the range of any DECIMAL, and would be unreadable without its exponent.
            return number.scale() >= 0 && number.scale() <= MAX_DIGITS ? number.toPlainString() : number.toString();
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
