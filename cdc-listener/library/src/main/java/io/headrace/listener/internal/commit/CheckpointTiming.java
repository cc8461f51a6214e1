package io.headrace.listener.internal.commit;

/**
 * When progress is committed, in milliseconds.
 *
 * @param lingerMillis how long a message waits for others while records are running
 * @param mostMessages this many messages do not wait
 * @param intervalMillis how long finished records without messages wait
 * @param idleIntervalMillis how long offsets wait that moved over nothing to react to
 */
public record CheckpointTiming(long lingerMillis, int mostMessages, long intervalMillis, long idleIntervalMillis) {
    public static final CheckpointTiming DEFAULT = new CheckpointTiming(5, 1_000, 100, 1_000);

    /** The pause after failed commits. */
    long pauseMillis(int failures) {
        return Math.min(100L << Math.min(failures, 6), 5_000);
    }
}
