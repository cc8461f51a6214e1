package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a sink makes of columns at the top of a document: only some kept by {@code fields.include}, left out by
 * {@code fields.exclude}, renamed by {@code fields.rename}. A path of several names is about a part of a column, which stays.
 *
 * @param included empty for all
 */
public record SinkFields(Set<String> included, Set<String> excluded, Map<String, String> renamed) {

    public SinkFields {
        included = Set.copyOf(included);
        excluded = Set.copyOf(excluded);
        renamed = Map.copyOf(renamed);
    }

    public static SinkFields of(JsonNode sink) {
        Set<String> included = new HashSet<>();
        list(sink, "fields.include").forEach(path -> included.add(path(path).get(0)));
        Set<String> excluded = new HashSet<>();
        list(sink, "fields.exclude").stream()
                .map(SinkFields::path)
                .filter(names -> names.size() == 1)
                .forEach(excluded::addAll);
        Map<String, String> renamed = new HashMap<>();
        for (String pair : list(sink, "fields.rename")) {
            int colon = pair.lastIndexOf(':');
            List<String> names = path(pair.substring(0, Math.max(colon, 0)));
            if (colon > 0 && names.size() == 1) {
                renamed.put(names.get(0), name(pair.substring(colon + 1)));
            }
        }
        return new SinkFields(included, excluded, renamed);
    }

    /** Each field's name with its column. */
    public TreeMap<String, String> names(Collection<String> columns) {
        TreeMap<String, String> names = new TreeMap<>();
        columns.stream()
                .filter(column -> included.isEmpty() || included.contains(column))
                .filter(column -> !excluded.contains(column))
                .forEach(column -> names.put(renamed.getOrDefault(column, column), column));
        return names;
    }

    /** A column as a path: in backticks where its name holds a dot, which would be a step otherwise. */
    public static String quoted(String column) {
        return column.matches("\\w+") ? column : "`" + column.replace("`", "``") + "`";
    }

    private static List<String> list(JsonNode sink, String setting) {
        return parts(sink.path(setting).asText(""), ',').stream()
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The names of a path, from the outermost inwards. */
    private static List<String> path(String text) {
        return parts(text, '.').stream().map(SinkFields::name).toList();
    }

    /** The text's parts, as they are written; what stands between within backticks belongs to a name. */
    private static List<String> parts(String text, char between) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            isQuoted ^= c == '`';
            if (c == between && !isQuoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    private static String name(String written) {
        String plain = written.strip();
        return plain.length() > 1 && plain.startsWith("`") && plain.endsWith("`")
                ? plain.substring(1, plain.length() - 1).replace("``", "`")
                : plain;
    }
}
