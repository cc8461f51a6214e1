package io.headrace.console.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the dead letters that were to be replayed.
 *
 * @param dryRun nothing was done: states say what would be
 * @param complete every letter is either in the index or rightly left alone
 */
public record ReplayOutcome(boolean dryRun, boolean complete, List<Letter> letters) {

    public ReplayOutcome {
        letters = List.copyOf(letters);
    }

    /** What became of a letter. */
    public enum State {
        /** It went through the sink once more, and the index took it. */
        REPLAYED,
        /** It would be replayed. */
        WOULD_REPLAY,
        /** The topic holds a newer record of its key: replaying would bring back the past. */
        OVERTAKEN,
        /** The ledger has it: it was replayed before. */
        ALREADY_REPLAYED,
        /** It was refused again. */
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
