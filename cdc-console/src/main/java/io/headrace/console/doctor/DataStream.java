package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Whether a name is a data stream, or becomes one with its first document: that takes an index template. */
final class DataStream {

    /** Elasticsearch and OpenSearch name the indices of streams so, also where they have no interface for streams. */
    private static final String BACKING = ".ds-";

    private final SearchRest search;
    private final String name;

    DataStream(SearchRest search, String name) {
        this.search = search;
        this.name = name;
    }

    /** Of a name that is nothing yet. */
    Check absent() {
        String about = "data stream " + name;
        Rest.Answer templates = search.rest().get("/_index_template");
        if (!templates.ok()) {
            return Check.skipped(
                    about,
                    "does not exist yet, and its template can't be checked: HTTP " + templates.status(),
                    "without a template the server creates a plain index instead",
                    "");
        }
        return template(templates.body(), name)
                .filter(template -> template.path("index_template").has("data_stream"))
                .map(template -> Check.ok(
                        about,
                        "does not exist yet: template " + template.path("name").asText()
                                + " creates it with the first document"))
                .orElseGet(() -> Check.failed(
                        about,
                        "does not exist, and no index template with a data_stream matches its name",
                        "the server would create a plain index of that name with the first document",
                        "curl -X PUT -H 'Content-Type: application/json' --data @stream-template.json "
                                + search.address()
                                + "/_index_template/NAME    with a template such as"
                                + " connect-configs/recipes/stream-template.json, with \"index_patterns\": [\"" + name
                                + "\"]"));
    }

    /** Of a name that there is, by the indices behind it; nothing when it is a data stream. */
    Optional<Check> there(Set<String> behind) {
        return behind.stream().allMatch(index -> index.startsWith(BACKING))
                ? Optional.empty()
                : Optional.of(Check.failed(
                        "data stream " + name,
                        "is an index or alias, not a data stream",
                        "documents are only ever added to it, and data stream lifecycles do not apply to it",
                        "use another name for \"index\" in the sink, or delete the index once its template is in"
                                + " place"));
    }

    /** The template that would be taken for a new index of this name: of those that match the one that goes first. */
    static Optional<JsonNode> template(JsonNode answer, String name) {
        return StreamSupport.stream(answer.path("index_templates").spliterator(), false)
                .filter(template -> StreamSupport.stream(
                                template.path("index_template")
                                        .path("index_patterns")
                                        .spliterator(),
                                false)
                        .anyMatch(pattern -> matches(pattern.asText(), name)))
                .max(Comparator.comparingLong(template ->
                        template.path("index_template").path("priority").asLong(0)));
    }

    private static boolean matches(String pattern, String name) {
        return name.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
    }
}
