package io.headrace.search.document;

import io.headrace.search.json.JsonBuffer;

/** Writes the values of one schema that are not null. Made once per schema, then stateless. */
@FunctionalInterface
interface NonNullWriter {
    /** @param depth how many objects and arrays are open already */
    void write(JsonBuffer out, Object value, int depth);
}
