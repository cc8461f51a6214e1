package io.headrace.console.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times and rates as they are shown. */
final class Rates {

    private Rates() {}

    static double perSecond(long count, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return Math.round(Math.max(0, count) / seconds * 10) / 10.0;
    }

    /** Null for a negative time. */
    static @Nullable String instant(long millis) {
        return millis < 0 ? null : Instant.ofEpochMilli(millis).toString();
    }
}
