package io.headrace.search.config;

import java.util.List;
import java.util.Map;

/**
 * Which fields of a row reach the document, and what is added to it.
 *
 * @param include paths that are kept, with all below them; empty for all
 * @param exclude paths that are left out, with all below them
 * @param rename path to the new last name
 * @param metadata what is added (topic, offset, header.NAME …) to the name it gets
 */
public record FieldSettings(
        List<String> include, List<String> exclude, Map<String, String> rename, Map<String, String> metadata) {
    public static final FieldSettings NONE = new FieldSettings(List.of(), List.of(), Map.of(), Map.of());

    public boolean areNone() {
        return equals(NONE);
    }
}
