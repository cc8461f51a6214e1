package io.headrace.console.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.SearchRest;

/** An index template that was there before the pipeline: whether putting another in its place takes it from other indices. */
final class ExternalTemplate {

    private static final String PATTERNS = "index_patterns";

    private final SearchRest search;
    private final String name;

    ExternalTemplate(SearchRest search, String name) {
        this.search = search;
        this.name = name;
    }

    Check check(JsonNode ours) {
        String about = "index template " + name;
        JsonNode there = search.rest()
                .get("/_index_template/" + SearchRest.path(name))
                .body()
                .path("index_templates")
                .path(0)
                .path("index_template")
                .path(PATTERNS);
        if (there.isMissingNode() || there.equals(ours.path(PATTERNS))) {
            return Check.ok(about, there.isMissingNode() ? "does not exist yet" : "for " + there);
        }
        return Check.failed(
                about,
                "for " + there + ", and the one to be stored under this name is for " + ours.path(PATTERNS),
                "that one would replace it, and new indices that it was made for would no longer get it",
                "store that template under another name, then: curl -s -X DELETE '" + search.address()
                        + "/_index_template/" + name + "'");
    }
}
