package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a sink makes of columns at the top of a document: left out by {@code fields.exclude}, renamed by {@code fields.rename}. */
record SinkFields(Set<String> excluded, Map<String, String> renamed) {

    SinkFields {
        excluded = Set.copyOf(excluded);
        renamed = Map.copyOf(renamed);
    }

    static SinkFields of(JsonNode sink) {
        Set<String> excluded = new HashSet<>();
        parts(sink.path("fields.exclude").asText("")).forEach(path -> excluded.add(name(path)));
        Map<String, String> renamed = new HashMap<>();
        for (String pair : parts(sink.path("fields.rename").asText(""))) {
            int colon = pair.lastIndexOf(':');
            if (colon > 0) {
                renamed.put(
                        name(pair.substring(0, colon)),
                        pair.substring(colon + 1).strip());
            }
        }
        return new SinkFields(excluded, renamed);
    }

    /** Each field's name with its column. */
    TreeMap<String, String> names(Collection<String> columns) {
        TreeMap<String, String> names = new TreeMap<>();
        columns.stream()
                .filter(column -> !excluded.contains(column))
                .forEach(column -> names.put(renamed.getOrDefault(column, column), column));
        return names;
    }

    /** A column as a path: in backticks where its name holds a dot, which would be a step otherwise. */
    static String quoted(String column) {
        return column.matches("\\w+") ? column : "`" + column.replace("`", "``") + "`";
    }

    /** The list's parts; a comma within backticks belongs to a name. */
    private static List<String> parts(String list) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            isQuoted ^= c == '`';
            if (c == ',' && !isQuoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    private static String name(String path) {
        String plain = path.strip();
        return plain.length() > 1 && plain.startsWith("`") && plain.endsWith("`")
                ? plain.substring(1, plain.length() - 1).replace("``", "`")
                : plain;
    }
}
