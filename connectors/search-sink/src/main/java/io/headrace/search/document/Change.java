package io.headrace.search.document;

import io.headrace.search.failure.ItemKind;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What a record asks of the index. */
public sealed interface Change {
    /**
     * Write or remove one document.
     *
     * @param version the external version, or {@link #UNVERSIONED}
     * @param json the document; empty for a delete
     * @param shape the schema of the document; null when it has none or nobody wants to know
     */
    record Write(
            ItemKind kind,
            Address address,
            long version,
            Json json,
            @Nullable Schema shape) implements Change {
        public Write(ItemKind kind, Address address, long version, Json json) {
            this(kind, address, version, json, null);
        }

        public boolean isVersioned() {
            return version >= 0;
        }
    }

    /** The row has changed what its document's address is made of: one document goes, another comes. */
    record Move(Write from, Write to) implements Change {}

    /** Nothing to do. */
    record Skip(SkipReason reason) implements Change {}

    long UNVERSIONED = -1;

    /**
     * Where a document lives. Operations on one address never overtake each other.
     *
     * @param id null when the server is to choose one
     */
    record Address(
            String index,
            @Nullable String routing,
            @Nullable String id) {}
}
