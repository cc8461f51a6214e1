package io.headrace.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Says in which fields two documents differ: numbers by value, times by instant, all else exactly. */
final class SameDocument {

    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
        if (one.equals(other)) {
            return 0;
        }
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.isTextual() && other.isTextual() && isTime(one) && isTime(other)
                ? OffsetDateTime.parse(one.asText())
                        .toInstant()
                        .compareTo(OffsetDateTime.parse(other.asText()).toInstant())
                : 1;
    };

    private SameDocument() {}

    /** The fields that differ, with both values; empty when the documents say the same. */
    static Map<String, String> differences(JsonNode expected, JsonNode actual) {
        Map<String, String> differences = new TreeMap<>();
        expected.fieldNames().forEachRemaining(field -> {
            JsonNode wanted = expected.get(field);
            JsonNode found = actual.get(field);
            if (found == null || !wanted.equals(BY_VALUE, found)) {
                differences.put(field, wanted + " but was " + found);
            }
        });
        actual.fieldNames().forEachRemaining(field -> {
            if (!expected.has(field)) {
                differences.put(field, "absent but was " + actual.get(field));
            }
        });
        return differences;
    }

    private static boolean isTime(JsonNode text) {
        return text.asText().matches("\\d{4}-\\d\\d-\\d\\dT.*");
    }
}
