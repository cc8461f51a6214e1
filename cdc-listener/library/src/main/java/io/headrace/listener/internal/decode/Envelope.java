package io.headrace.listener.internal.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Tells Debezium's envelopes from rows. A table may have columns of the same names, such as one that keeps an audit, so names are
 * not enough: the op must be one of Debezium's, the source must say its connector and time, and what was before and after must be
 * rows or null.
 */
final class Envelope {
    private static final Set<String> OPS = Set.of("c", "u", "d", "r", "t", "m");

    private Envelope() {}

    static boolean is(ObjectNode value) {
        String op = value.path("op").textValue();
        return op != null
                && OPS.contains(op)
                && isSource(value.path("source"))
                && isRowOrNone(value.path("before"))
                && isRowOrNone(value.path("after"))
                && (value.has("before") || value.has("after") || op.equals("m"));
    }

    static boolean isSource(JsonNode source) {
        return source.isObject()
                && source.path("connector").isTextual()
                && source.path("ts_ms").isIntegralNumber();
    }

    private static boolean isRowOrNone(JsonNode row) {
        return row.isObject() || row.isNull() || row.isMissingNode();
    }
}
