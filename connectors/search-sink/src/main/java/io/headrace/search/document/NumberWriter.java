package io.headrace.search.document;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonBuffer;
import io.headrace.search.json.ShortDecimals;
import java.math.BigDecimal;

/** Writes numbers that are not whole. Stateless. */
final class NumberWriter {
    private final DocumentSettings settings;

    NumberWriter(DocumentSettings settings) {
        this.settings = settings;
    }

    void floating(JsonBuffer out, float value) {
        if (Float.isFinite(value)) {
            out.ascii(Float.toString(value));
        } else {
            nonFinite(out, Float.toString(value));
        }
    }

    void floating(JsonBuffer out, double value) {
        if (ShortDecimals.write(out, value)) {
            return;
        }
        if (Double.isFinite(value)) {
            out.ascii(Double.toString(value));
        } else {
            nonFinite(out, Double.toString(value));
        }
    }

    void decimal(JsonBuffer out, BigDecimal value) {
        switch (settings.decimalAs()) {
            case NUMBER -> out.ascii(text(value));
            case STRING -> out.raw('"').ascii(text(value)).raw('"');
            case DOUBLE -> floating(out, value.doubleValue());
        }
    }

    /** Without exponent while that stays short, so that readers of money see money. */
    private static String text(BigDecimal value) {
        return Math.abs((long) value.scale()) <= 100 ? value.toPlainString() : value.toString();
    }

    private void nonFinite(JsonBuffer out, String name) {
        switch (settings.nonFinite()) {
            case NULL -> out.ascii("null");
            case STRING -> out.raw('"').ascii(name).raw('"');
            case FAIL ->
                throw new RecordException("A number is " + name + ", which JSON cannot say, and"
                        + " nonfinite.numbers=fail. Set nonfinite.numbers=null or string, or correct the source.");
        }
    }
}
