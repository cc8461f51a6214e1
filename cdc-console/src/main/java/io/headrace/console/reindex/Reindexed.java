package io.headrace.console.reindex;

import io.headrace.console.verify.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Where a reindex stands.
 *
 * @param state what it came to
 * @param fill where the documents came from: topic or snapshot
 * @param documents documents in the new index, 0 when it is gone
 * @param fillMillis how long filling took in this run, 0 when it was not part of it
 * @param perSecond documents a second while filling, 0 when it was not part of this run
 * @param verdict what verify found about the new index, or null when it was not part of this run
 * @param millis how long this run took
 */
public record Reindexed(
        State state,
        String table,
        String alias,
        String oldIndex,
        String newIndex,
        String sink,
        String cloneSink,
        String fill,
        long documents,
        long fillMillis,
        long perSecond,
        @Nullable Verdict verdict,
        long millis) {

    public enum State {
        /** Not there yet, or killed on the way: to be resumed or aborted. */
        UNDER_WAY,
        /** The alias stands for the new index; both are kept up to date until finish or rollback. */
        SWAPPED,
        /** Over: one sink, the alias, the new index. */
        FINISHED,
        /** Over: one sink, the alias, the old index. */
        ROLLED_BACK,
        /** Undone before the swap; the new index is gone. */
        ABORTED
    }
}
