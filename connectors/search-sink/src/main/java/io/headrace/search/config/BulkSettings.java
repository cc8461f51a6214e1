package io.headrace.search.config;

/** How operations are gathered into bulk requests, and how long failing ones are tried again. */
public record BulkSettings(
        int batchRecords,
        int batchBytes,
        long lingerMillis,
        int maxInFlight,
        long maxBufferedBytes,
        boolean coalesce,
        RetrySettings retry,
        Refresh refresh,
        long refreshMinIntervalMillis,
        long closeTimeoutMillis,
        int failureBreaker) {

    /**
     * @param timeoutMillis after which the task fails; negative for never
     * @param most how often one batch is sent again before the task fails; negative for as often as it takes
     */
    public record RetrySettings(long backoffMillis, long backoffMaxMillis, long timeoutMillis, int most) {}

    /** When written documents become visible to searches. */
    public enum Refresh {
        /** When the index's own refresh interval comes round. */
        INTERVAL,
        /** At once while the sink keeps up, by the index's interval while it catches up. */
        ADAPTIVE,
        /** A bulk is answered after the next refresh of the index. */
        WAIT_FOR,
        /** With each bulk. */
        TRUE
    }
}
