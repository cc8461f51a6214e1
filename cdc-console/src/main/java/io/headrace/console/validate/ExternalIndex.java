package io.headrace.console.validate;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.SearchRest;
import java.util.Set;

/** An index that was there before the pipeline: whether the sink can take it over. */
final class ExternalIndex {

    private final SearchRest search;
    private final String alias;

    ExternalIndex(SearchRest search, String alias) {
        this.search = search;
        this.alias = alias;
    }

    /** @param isNew whether the topics are still to be made: their offsets, which are the documents' versions, begin at zero */
    Check check(boolean isNew) {
        Set<String> indices = search.indices(alias);
        if (indices.contains(alias)) {
            return Check.failed(
                    "alias " + alias,
                    "an index has this name",
                    "the sink writes to an alias, so that a new index can take its place; its task would stop",
                    remove(alias));
        }
        long documents = isNew ? search.count(alias) : 0;
        return documents == 0
                ? Check.ok("alias " + alias, String.join(", ", indices))
                : Check.failed(
                        "alias " + alias,
                        documents + " documents that this stack did not write, in " + String.join(", ", indices),
                        "document versions are topic offsets, and this stack's start at zero: its changes would be"
                                + " rejected as older",
                        remove(String.join(",", indices)));
    }

    private String remove(String indices) {
        return "curl -s -X DELETE '" + search.address() + "/" + indices + "'    if nobody needs these documents: this"
                + " deletes them, and up writes those of the rows";
    }
}
