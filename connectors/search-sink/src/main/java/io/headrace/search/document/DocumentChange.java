package io.headrace.search.document;

import io.headrace.search.json.JsonSlice;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What a record asks of the index. */
public sealed interface DocumentChange {

    /** What is done with each kind of change. */
    interface Taker {
        void write(Write write);

        void move(Move move);

        void skip(Skip skip);
    }

    /** Hands itself to the method of its kind. */
    void to(Taker taker);

    /**
     * Write or remove one document.
     *
     * @param version the external version, or {@link #UNVERSIONED}
     * @param json the document; empty for a delete
     * @param shape the schema of the document; null when it has none or nobody wants to know
     * @param overwritesEqual whether it also takes effect on a document that has this very version
     */
    record Write(
            ItemKind kind,
            Address address,
            long version,
            JsonSlice json,
            @Nullable Schema shape,
            boolean overwritesEqual)
            implements DocumentChange {
        public Write(ItemKind kind, Address address, long version, JsonSlice json, @Nullable Schema shape) {
            this(kind, address, version, json, shape, false);
        }

        public Write(ItemKind kind, Address address, long version, JsonSlice json) {
            this(kind, address, version, json, null);
        }

        /**
         * The removal of a document that lives elsewhere from now on. Both addresses may be one and the same document: two
         * routes can fall on one shard, and two names can be one alias. So it is newer than all that was written before the
         * move, and older than what the move writes, in whatever order they come to the server.
         *
         * @param version of the move, 1 at least, or {@link #UNVERSIONED}
         */
        public static Write leaving(Address left, long version) {
            return version == UNVERSIONED
                    ? new Write(ItemKind.DELETE, left, UNVERSIONED, JsonSlice.NONE)
                    : new Write(ItemKind.DELETE, left, version - 1, JsonSlice.NONE, null, true);
        }

        public boolean isVersioned() {
            return version >= 0;
        }

        @Override
        public void to(Taker taker) {
            taker.write(this);
        }
    }

    /** The row has changed what its document's address is made of: one document goes, another comes, in this order. */
    record Move(Write from, Write to) implements DocumentChange {
        @Override
        public void to(Taker taker) {
            taker.move(this);
        }
    }

    /** Nothing to do. */
    record Skip(SkipReason reason) implements DocumentChange {
        @Override
        public void to(Taker taker) {
            taker.skip(this);
        }
    }

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
