package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** A column's value as text, for conditions, mails and queries. */
final class ColumnText {
    /** Of the digits that a DECIMAL may have. */
    private static final int MOST_DIGITS = 65;

    private ColumnText() {}

    /** A DECIMAL in all its digits and without an exponent, as MySQL writes it; JSON as it is. */
    static String of(JsonNode value) {
        if (value.isBigDecimal()) {
            BigDecimal number = value.decimalValue();
            // A DOUBLE may be much larger or smaller than any DECIMAL, and is best read as it came.
            return number.scale() >= 0 && number.scale() <= MOST_DIGITS ? number.toPlainString() : number.toString();
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
