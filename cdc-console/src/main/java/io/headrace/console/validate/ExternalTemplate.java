package io.headrace.console.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.SearchRest;

/** An index template that was there before the pipeline: whether putting the shipped one in its place takes it from other indices. */
final class ExternalTemplate {

    private static final String PATTERNS = "index_patterns";

    private final SearchRest search;
    private final String name;

    ExternalTemplate(SearchRest search, String name) {
        this.search = search;
        this.name = name;
    }

    Check check(JsonNode shipped) {
        String about = "index template " + name;
        JsonNode there = search.rest()
                .get("/_index_template/" + SearchRest.path(name))
                .body()
                .path("index_templates")
                .path(0)
                .path("index_template")
                .path(PATTERNS);
        if (there.isMissingNode() || there.equals(shipped.path(PATTERNS))) {
            return Check.ok(about, there.isMissingNode() ? "does not exist yet" : "for " + there);
        }
        return Check.failed(
                about,
                "for " + there + ", and the shipped one of this name is for " + shipped.path(PATTERNS),
                "the shipped one would replace it, and new indices that it was made for would no longer get it",
                "store that template under another name, then: curl -s -X DELETE '" + search.address()
                        + "/_index_template/" + name + "'");
    }
}
