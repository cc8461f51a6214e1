package io.headrace.console.compare;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How the values of one MySQL type are read and judged. The text is what MySQL itself prints for {@link #select}, in a
 * session at UTC.
 */
interface ValueRule {

    /** The SQL expression whose text form holds the value without loss. */
    default String select(String column) {
        return column;
    }

    /** Whether a document's value, which is never null here, is this row's value. */
    boolean same(String text, JsonNode value);

    /** A row value that may stand as null in a document, because it is no value: the zero date. */
    default boolean sameAsNull(String text) {
        return false;
    }
}
