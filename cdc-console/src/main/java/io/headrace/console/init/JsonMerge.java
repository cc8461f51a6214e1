package io.headrace.console.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Rest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Merges what is generated now into what a person made of what was generated before: a value that the person changed stays,
 * every other becomes that of now.
 */
final class JsonMerge {

    private static final JsonNode NOTHING = Rest.JSON.missingNode();

    private final List<String> details = new ArrayList<>();

    /**
     * @param before as it was generated last; a missing node if that is not known, and then nothing that is there changes
     * @param present as it is in the file
     * @param now as it is generated
     */
    JsonNode merge(JsonNode before, JsonNode present, JsonNode now) {
        return merge("", before, present, now);
    }

    /** What changed, and what stayed as the person has it, one line each. */
    List<String> details() {
        return details;
    }

    private JsonNode merge(String path, JsonNode before, JsonNode present, JsonNode now) {
        if (present.equals(now) || now.equals(before)) {
            return present;
        }
        if (present.isObject() && now.isObject()) {
            return objects(path, before, present, now);
        }
        if (present.equals(before)) {
            details.add(changed(path, present, now));
            return now;
        }
        details.add("kept " + path + ": " + shown(present) + "; generated: " + shown(now));
        return present;
    }

    private ObjectNode objects(String path, JsonNode before, JsonNode present, JsonNode now) {
        Set<String> names = new LinkedHashSet<>();
        now.fieldNames().forEachRemaining(names::add);
        present.fieldNames().forEachRemaining(names::add);
        ObjectNode merged = Rest.JSON.createObjectNode();
        for (String name : names) {
            JsonNode value = merge(
                    path.isEmpty() ? name : path + "." + name,
                    before.has(name) ? before.path(name) : NOTHING,
                    present.has(name) ? present.path(name) : NOTHING,
                    now.has(name) ? now.path(name) : NOTHING);
            if (!value.isMissingNode()) {
                merged.set(name, value);
            }
        }
        return merged;
    }

    private static String changed(String path, JsonNode present, JsonNode now) {
        if (present.isMissingNode()) {
            return "+ " + path + ": " + shown(now);
        }
        return now.isMissingNode() ? "- " + path : "~ " + path + ": " + shown(present) + " → " + shown(now);
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.isTextual() ? value.asText() : value.toString();
    }
}
