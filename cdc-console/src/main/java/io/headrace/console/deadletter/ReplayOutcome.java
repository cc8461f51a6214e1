package io.headrace.console.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a replay of dead letters.
 *
 * @param dryRun nothing was done: states say what would happen
 * @param complete every letter is either in the index or rightly left alone
 */
public record ReplayOutcome(boolean dryRun, boolean complete, List<Letter> letters) {

    public ReplayOutcome {
        letters = List.copyOf(letters);
    }

    /** The outcome for one letter. */
    public enum State {
        /** It went through the sink again, and the index accepted it. */
        REPLAYED,
        /** It would be replayed. */
        WOULD_REPLAY,
        /** The topic has a newer record of its key: replaying would restore an old state. */
        OVERTAKEN,
        /** According to the ledger it was replayed before. */
        ALREADY_REPLAYED,
        /** It was rejected again. */
        FAILED_AGAIN,
        /** It can't be replayed safely. */
        LEFT_ALONE
    }

    /** @param detail the newer record, the new error, or why it was left alone; else null */
    public record Letter(String id, State state, @Nullable String detail) {}

    long count(State state) {
        return letters.stream().filter(letter -> letter.state() == state).count();
    }

    static ReplayOutcome of(boolean dryRun, List<Letter> letters) {
        boolean complete =
                letters.stream().noneMatch(l -> l.state() == State.FAILED_AGAIN || l.state() == State.LEFT_ALONE);
        return new ReplayOutcome(dryRun, complete, letters);
    }
}
