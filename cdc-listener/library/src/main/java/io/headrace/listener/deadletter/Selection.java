package io.headrace.listener.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a replay is of: dead letters, or records of the source topics. {@link SelectionJson} reads and writes it as JSON. */
public sealed interface Selection {

    /** What the function for its kind returns. */
    <R> R fold(Function<Source, R> source, Function<Letters, R> letters);

    /** Calls the consumer for its kind. */
    default void to(Consumer<Source> source, Consumer<Letters> letters) {
        Runnable call = fold(chosen -> () -> source.accept(chosen), chosen -> () -> letters.accept(chosen));
        call.run();
    }

    /** Dead letters. */
    sealed interface Letters extends Selection {
        /**
         * Whether a letter is one of them.
         *
         * @param error the class of its failure, or {@code parked}
         */
        boolean has(LetterId id, String error);

        /** What the function for its kind returns. */
        <R> R fold(Function<ById, R> byId, Function<ByError, R> byError, Function<All, R> all);

        @Override
        default <R> R fold(Function<Source, R> source, Function<Letters, R> letters) {
            return letters.apply(this);
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

        @Override
        public <R> R fold(Function<ById, R> byId, Function<ByError, R> byError, Function<All, R> all) {
            return byId.apply(this);
        }
    }

    /** All letters with this error: the class of the failure, or {@code parked}. */
    record ByError(String error) implements Letters {
        @Override
        public boolean has(LetterId id, String other) {
            return error.equals(other);
        }

        @Override
        public <R> R fold(Function<ById, R> byId, Function<ByError, R> byError, Function<All, R> all) {
            return byError.apply(this);
        }
    }

    /** All letters. */
    record All() implements Letters {
        @Override
        public boolean has(LetterId id, String error) {
            return true;
        }

        @Override
        public <R> R fold(Function<ById, R> byId, Function<ByError, R> byError, Function<All, R> all) {
            return all.apply(this);
        }
    }

    /**
     * Records of the source topics, up to what was committed when the replay was requested.
     *
     * @param key only changes of this row, as the record's key has it; empty for all rows
     */
    record Source(From from, Optional<JsonNode> key) implements Selection {
        @Override
        public <R> R fold(Function<Source, R> source, Function<Letters, R> letters) {
            return source.apply(this);
        }
    }

    /** Where a replay of source topics begins. */
    sealed interface From {
        /** What the method for its kind returns. */
        <R> R accept(Visitor<R> visitor);

        /** One method for each kind. */
        interface Visitor<R> {
            R beginning(Beginning from);

            R time(Time from);

            R gtid(Gtid from);

            R offsets(Offsets from);
        }
    }

    /** At what the topics still have. */
    record Beginning() implements From {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.beginning(this);
        }
    }

    /** @param millis since the epoch, when the first record was written to the topic */
    record Time(long millis) implements From {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.time(this);
        }
    }

    /** @param first the first transaction: this one and later ones of its server */
    record Gtid(String server, long first) implements From {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.gtid(this);
        }
    }

    /** @param byPartition the first offset of each partition; the others are left out */
    record Offsets(Map<Integer, Long> byPartition) implements From {
        public Offsets {
            byPartition = Map.copyOf(byPartition);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.offsets(this);
        }
    }
}
