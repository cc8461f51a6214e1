package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Rest;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record, as a change event of Debezium, a plain row, or nothing. An envelope is told by more than its names,
 * since a table may have columns op, source, before and after.
 *
 * @param isEnvelope whether it is a change event; its parts are empty objects otherwise
 * @param value the event or row, without the schema that a converter may have put beside it; null for a null value
 */
public record RecordValue(boolean isEnvelope, @Nullable JsonNode value) {

    private static final Set<String> OPS = Set.of("c", "u", "d", "r", "t", "m");

    /** A null value, and the JSON text null, are no value. */
    public static RecordValue of(byte @Nullable [] bytes) {
        JsonNode json = payload(json(bytes));
        return json.isMissingNode() || json.isNull()
                ? new RecordValue(false, null)
                : new RecordValue(isEnvelope(json), json);
    }

    public static JsonNode json(byte @Nullable [] bytes) {
        try {
            return bytes == null ? Rest.JSON.missingNode() : Rest.JSON.readTree(bytes);
        } catch (IOException notJson) {
            return Rest.JSON.missingNode();
        }
    }

    /** What a JSON converter with {@code schemas.enable=true} wrote, without the schema. */
    public static JsonNode payload(JsonNode json) {
        return json.size() == 2 && json.has("schema") && json.has("payload") ? json.path("payload") : json;
    }

    private static boolean isEnvelope(JsonNode json) {
        JsonNode source = json.path("source");
        return OPS.contains(json.path("op").asText())
                && json.path("op").isTextual()
                && source.path("connector").isTextual()
                && source.path("ts_ms").isNumber()
                && isRow(json.path("before"))
                && isRow(json.path("after"));
    }

    private static boolean isRow(JsonNode side) {
        return side.isObject() || side.isNull() || side.isMissingNode();
    }

    public JsonNode before() {
        return isEnvelope && value != null ? value.path("before") : Rest.JSON.missingNode();
    }

    /** The row as it is now: all of a plain one. */
    public JsonNode after() {
        if (value == null) {
            return Rest.JSON.missingNode();
        }
        return isEnvelope ? value.path("after") : value;
    }

    /** c, u, d, r or t; of a plain row what it says of itself, else w for written; d for no value. */
    public String op() {
        if (value == null || (!isEnvelope && value.path("__deleted").asText().equals("true"))) {
            return "d";
        }
        String said = value.path(isEnvelope ? "op" : "__op").asText("");
        return said.isEmpty() ? "w" : said;
    }

    /** When it was committed, in milliseconds since 1970; -1 when it does not say. */
    public long committedMillis() {
        if (value == null) {
            return -1;
        }
        return isEnvelope
                ? value.path("source").path("ts_ms").asLong(-1)
                : value.path("__source_ts_ms").asLong(value.path("__ts_ms").asLong(-1));
    }

    /** Whether it may be of this table; a plain row tells nothing of it. */
    public boolean mayBeOf(String table) {
        if (!isEnvelope || value == null) {
            return true;
        }
        JsonNode source = value.path("source");
        return !source.path("table").isTextual()
                || table.equalsIgnoreCase(
                        source.path("db").asText() + "." + source.path("table").asText());
    }
}
