package io.headrace.search.document;

import org.jspecify.annotations.Nullable;

/** What the value of a record turned out to be. */
sealed interface Payload {
    /** A row or document as it is now. */
    record Document(Body body) implements Payload {}

    /** A change event with the row before and after it; which of them is there depends on the change. */
    record Envelope(
            char op,
            @Nullable Body before,
            @Nullable Body after,
            @Nullable Body source) implements Payload {}

    /** Something that concerns no document. */
    record Nothing(SkipReason reason) implements Payload {}
}
