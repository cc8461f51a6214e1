package io.headrace.listener.deadletter;

import java.util.List;
import java.util.Map;

/**
 * What a replay would do.
 *
 * @param selected records that would be replayed
 * @param alreadyReplayed letters that were selected and will not be replayed again
 * @param undecodable of those selected, records that are still no events
 * @param overtaken letters of which {@code newer} is not 0
 * @param newerComplete whether there was time to count all newer changes; else there may be more
 * @param operations how many of the selected ones, by {@code create}, {@code update} and so on
 * @param changes the first of them
 */
public record DryRun(
        long selected,
        long alreadyReplayed,
        long undecodable,
        long overtaken,
        boolean newerComplete,
        Map<String, Long> operations,
        List<PlannedChange> changes) {
    /**
     * A change that would be replayed, without the row.
     *
     * @param id of the letter, or the place in the source topic
     * @param newer of a letter, how many later changes of its row were delivered already: it would come after them
     * @param source where the change was read from at first
     */
    public record PlannedChange(
            String id, String source, String operation, String table, String idempotencyKey, int newer) {}
}
