package io.headrace.listener.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names of the fields in which two rows differ, in the order of the newer row. A field that only one row has differs. */
final class ChangedColumns {

    private ChangedColumns() {}

    static Set<String> between(JsonNode before, JsonNode after) {
        Set<String> changed = new LinkedHashSet<>();
        for (var column : after.properties()) {
            if (!column.getValue().equals(before.get(column.getKey()))) {
                changed.add(column.getKey());
            }
        }
        for (var column : before.properties()) {
            if (!after.has(column.getKey())) {
                changed.add(column.getKey());
            }
        }
        return changed;
    }
}
