package io.headrace.search.document;

import io.headrace.search.json.JsonBuffer;
import org.jspecify.annotations.Nullable;

/** Writes the values of one schema, null among them. Made once per schema, then stateless. */
@FunctionalInterface
interface ValueWriter {
    /** @param depth how many objects and arrays are open already */
    void write(JsonBuffer out, @Nullable Object value, int depth);
}
