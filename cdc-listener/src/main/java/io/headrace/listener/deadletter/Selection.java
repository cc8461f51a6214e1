package io.headrace.listener.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a replay is of: dead letters, or records of the source topics. Written as JSON by {@link SelectionJson}. */
public sealed interface Selection {

    /** Hands itself to the one of its kind. */
    void to(Consumer<Source> source, Consumer<Letters> letters);

    /** Dead letters. */
    sealed interface Letters extends Selection {
        boolean has(LetterId id, String error);

        @Override
        default void to(Consumer<Source> source, Consumer<Letters> letters) {
            letters.accept(this);
        }
    }

    /** These letters. */
    record ById(Set<LetterId> ids) implements Letters {
        public ById {
            ids = Set.copyOf(ids);
        }

        @Override
        public boolean has(LetterId id, String error) {
            return ids.contains(id);
        }
    }

    /** All letters with this error: the class of the failure, or {@code parked}. */
    record ByError(String error) implements Letters {
        @Override
        public boolean has(LetterId id, String other) {
            return error.equals(other);
        }
    }

    /** All letters. */
    record All() implements Letters {
        @Override
        public boolean has(LetterId id, String error) {
            return true;
        }
    }

    /**
     * Records of the source topics, up to what was committed when the replay was asked for.
     *
     * @param key only changes of this row, as the record's key says it; empty for all rows
     */
    record Source(From from, Optional<JsonNode> key) implements Selection {
        @Override
        public void to(Consumer<Source> source, Consumer<Letters> letters) {
            source.accept(this);
        }
    }

    /** Where a replay of source topics begins. */
    sealed interface From {}

    /** At what the topics still have. */
    record Beginning() implements From {}

    /** @param millis since the epoch, when the first record was written to the topic */
    record Time(long millis) implements From {}

    /** @param first the first transaction: this one and later ones of its server */
    record Gtid(String server, long first) implements From {}

    /** @param byPartition the first offset of each partition; the others are left out */
    record Offsets(Map<Integer, Long> byPartition) implements From {
        public Offsets {
            byPartition = Map.copyOf(byPartition);
        }
    }
}
