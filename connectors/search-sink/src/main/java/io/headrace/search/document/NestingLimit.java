package io.headrace.search.document;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.failure.RecordException;

/** Counts open objects and arrays against the limit. */
final class NestingLimit {
    private NestingLimit() {}

    static int deeper(int depth, DocumentSettings settings) {
        if (depth >= settings.deepest()) {
            throw new RecordException("The value nests deeper than document.max.depth=" + settings.deepest()
                    + ". Raise it if the index takes such documents, or flatten the field.");
        }
        return depth + 1;
    }
}
