package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How far a source is behind its server, and since when nothing is heard of it.
 *
 * @param behind transactions that it has not read; -1 when they can't be counted
 * @param isCertain whether the last of them is no transaction that a source passes over
 * @param storedMillis when the transaction of its stored offsets was; 0 when unknown
 * @param heardMillis when the newest record was written to its table's topic or that of its heartbeats; -1 for none
 */
public record SourceLag(long behind, boolean isCertain, long storedMillis, long heardMillis) {

    /** A running source reads within a moment, and its offsets are stored within a minute on any worker. */
    static final long LONG_SILENCE_MILLIS = 60_000;

    /** How old what it has not read is at most; 0 when nothing waits. */
    public long waitsMillis(long now) {
        return behind == 0 || storedMillis == 0 ? 0 : Math.max(0, now - storedMillis);
    }

    /**
     * Whether it should have been heard of. Without heartbeats a source stores no place while only tables change that it does
     * not capture: then its silence says nothing.
     */
    boolean isSilent(JsonNode source, long now) {
        boolean beats = source.path("heartbeat.interval.ms").asLong(0) > 0;
        boolean isBehind = behind > 1 || (behind != 0 && isCertain);
        return isBehind
                && beats
                && storedMillis > 0
                && now - Math.max(storedMillis, heardMillis)
                        > LONG_SILENCE_MILLIS
                                + source.path("heartbeat.interval.ms").asLong();
    }
}
