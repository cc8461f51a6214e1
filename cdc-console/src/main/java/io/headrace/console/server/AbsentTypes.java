package io.headrace.console.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Field types that not every search server has, and what takes their place where one lacks them. A server that is put together
 * without the modules of its distribution has fewer types than the distribution.
 */
public final class AbsentTypes {

    private static final String SCALED_FLOAT = "scaled_float";
    private static final String UNSIGNED_LONG = "unsigned_long";
    private static final String GEO_SHAPE = "geo_shape";
    private static final List<String> RARE = List.of(SCALED_FLOAT, UNSIGNED_LONG, GEO_SHAPE);

    private final Set<String> absent;

    AbsentTypes(Set<String> absent) {
        this.absent = Set.copyOf(absent);
    }

    /**
     * Asks the server, by simulating a template for each such type that the mappings have.
     *
     * @param mappings mappings, or templates that hold one
     */
    public static AbsentTypes of(SearchRest search, Collection<JsonNode> mappings) {
        Set<String> absent = new TreeSet<>();
        for (String type : RARE) {
            boolean isAsked = mappings.stream()
                    .anyMatch(mapping -> mapping.findValuesAsText("type").contains(type));
            if (isAsked && !search.hasType(field(type))) {
                absent.add(type);
            }
        }
        return new AbsentTypes(absent);
    }

    private static ObjectNode field(String type) {
        ObjectNode field = Rest.JSON.createObjectNode().put("type", type);
        return type.equals(SCALED_FLOAT) ? field.put("scaling_factor", 100) : field;
    }

    /** Each with what takes its place, in words. */
    public Set<String> inWords() {
        Set<String> words = new TreeSet<>();
        for (String type : absent) {
            words.add(type + (type.equals(GEO_SHAPE) ? " (kept, not searched)" : " (double in its place)"));
        }
        return words;
    }

    /** The same mapping without them, or a template that holds one; what is given stays as it is. */
    public JsonNode replacedIn(JsonNode mapping) {
        JsonNode copy = mapping.deepCopy();
        replace(copy);
        return copy;
    }

    private void replace(JsonNode node) {
        String type = node.path("type").asText("");
        if (node instanceof ObjectNode field && absent.contains(type)) {
            field.removeAll();
            switch (type) {
                case GEO_SHAPE -> field.put("type", "object").put("enabled", false);
                case UNSIGNED_LONG -> {
                    field.put("type", "double");
                    // A double rounds what has more than 53 bits: equality asks the keyword.
                    field.putObject("fields").putObject("exact").put("type", "keyword");
                }
                default -> field.put("type", "double");
            }
        }
        node.forEach(this::replace);
    }
}
