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
                    "the sink writes to an alias, so that a new index can take its place; its task stops",
                    remove(alias));
        }
        long documents = isNew ? search.count(alias) : 0;
        return documents == 0
                ? Check.ok("alias " + alias, String.join(", ", indices))
                : Check.failed(
                        "alias " + alias,
                        documents + " documents that this stack has not written, in " + String.join(", ", indices),
                        "versions of documents are offsets of topics, and those of this stack begin at zero: its changes"
                                + " would be refused as older",
                        remove(String.join(",", indices)));
    }

    private String remove(String indices) {
        return "curl -s -X DELETE '" + search.address() + "/" + indices + "'    when nobody needs these documents: they"
                + " are gone then, and up writes those of the rows";
    }
}
