package io.headrace.listener.deadletter;

/**
 * What became of a record that was replayed. A letter that was {@link ReplayResult#REPLAYED} is never replayed again.
 *
 * @param replay the id of the replay
 * @param error why it failed; else empty
 * @param requested whether it was selected; else it followed others of its parked key
 */
public record Outcome(String replay, ReplayResult result, String error, boolean requested) {
    /** Whether a replay has nothing to do with the letter any more. */
    public boolean settles(String id) {
        return result == ReplayResult.REPLAYED || replay.equals(id);
    }
}
