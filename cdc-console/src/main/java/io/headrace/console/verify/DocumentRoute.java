package io.headrace.console.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.SearchRest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The route under which a sink writes a document, as far as the document itself tells. One that lies elsewhere is found by
 * searches of all shards, and missed by whoever gives the route.
 *
 * @param field the field of the document that is its route; empty where documents have none, null where that can't be told
 */
record DocumentRoute(@Nullable String field) {

    private static final DocumentRoute UNKNOWN = new DocumentRoute(null);

    /**
     * @param sink its settings
     * @param indices what {@code GET /INDEX} answers; an alias or an ingest pipeline may give routes of its own
     * @param plain fields that documents hold as the record has them: the sink routes by the record's own value, which of a
     *     date, say, is a number
     */
    static DocumentRoute of(JsonNode sink, JsonNode indices, Set<String> plain) {
        if (!sink.path("pipeline").asText("").isEmpty() || givesRoutes(indices)) {
            return UNKNOWN;
        }
        String field = sink.path("routing.field").asText("");
        boolean isPlain = field.matches("\\w+")
                && plain.contains(field)
                && sink.path("fields.rename").isMissingNode();
        return switch (sink.path("routing").asText("none").toLowerCase(java.util.Locale.ROOT)) {
            case "none" -> new DocumentRoute("");
            case "value_field" -> isPlain ? new DocumentRoute(field) : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static boolean givesRoutes(JsonNode indices) {
        for (JsonNode index : indices) {
            JsonNode settings = index.path("settings").path("index");
            if (settings.hasNonNull("default_pipeline")
                    || settings.hasNonNull("final_pipeline")
                    || !index.path("aliases").findValues("index_routing").isEmpty()) {
                return true;
            }
        }
        return false;
    }

    boolean isLeftBy(SearchRest.Document document) {
        if (field == null) {
            return false;
        }
        if (field.isEmpty()) {
            return !document.routing().isEmpty();
        }
        JsonNode value = document.source().path(field);
        return (value.isTextual() || value.isIntegralNumber())
                && !value.asText().equals(document.routing());
    }
}
