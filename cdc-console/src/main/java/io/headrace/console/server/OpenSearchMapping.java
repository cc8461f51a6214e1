package io.headrace.console.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A mapping in the words of OpenSearch, which has another name for the type that holds the keys of an object without a mapping of each. */
public final class OpenSearchMapping {

    public static final String FLATTENED = "flattened";
    public static final String FLAT_OBJECT = "flat_object";

    private OpenSearchMapping() {}

    /** The same mapping, or a template that holds one; what is given stays as it is. */
    public static JsonNode of(JsonNode mapping) {
        JsonNode copy = mapping.deepCopy();
        translate(copy);
        return copy;
    }

    private static void translate(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("type").asText().equals(FLATTENED)) {
            // It takes no parameters.
            object.removeAll();
            object.put("type", FLAT_OBJECT);
        }
        node.forEach(OpenSearchMapping::translate);
    }
}
