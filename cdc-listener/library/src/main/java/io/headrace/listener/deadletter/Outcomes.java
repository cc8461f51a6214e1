package io.headrace.listener.deadletter;

import org.jspecify.annotations.Nullable;

/** What became of the dead letters that were replayed, as of one moment. Not thread-safe. */
public interface Outcomes {
    /**
     * The last outcome of a letter.
     *
     * @param letter its id, {@code topic-partition-offset}
     * @return null for a letter that was never replayed
     */
    @Nullable
    Outcome of(String letter);

    /** Whether a replay of the letter succeeded. */
    boolean isReplayed(String letter);
}
