package io.headrace.listener.deadletter;

/**
 * How far a replay is, by what is committed.
 *
 * @param replayed selected records whose reaction succeeded
 * @param failed selected records that failed again
 * @param held selected records that wait for an earlier one of their parked key
 */
public record ReplayStatus(ReplayRequest request, State state, long replayed, long failed, long held) {

    /** Whether it goes on. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED
    }
}
