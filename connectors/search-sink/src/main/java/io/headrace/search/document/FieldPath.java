package io.headrace.search.document;

import java.util.List;

/** Names from the outermost object inwards, written with dots. */
public record FieldPath(List<String> names) {
    public static FieldPath parse(String text) {
        return new FieldPath(List.of(text.split("\\.")));
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }
}
