package io.headrace.search.bulk;

import io.headrace.search.config.BulkSettings.RetrySettings;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits how much is sent to the server at once. A request that fails as a whole stops all sending for a back-off that
 * doubles with each failure, and a single request probes the server after it. A server that reports overload gets half as
 * many requests at a time, and slightly more again with each success. Guarded by the lock of the writer.
 */
final class SendLimiter {
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final RetrySettings retry;
    private final int mostInFlight;
    private double limit;
    private int failures;
    private int busyAnswers;
    private long notBefore;
    private long since;
    private @Nullable String reason;

    SendLimiter(RetrySettings retry, int mostInFlight) {
        this.retry = retry;
        this.mostInFlight = mostInFlight;
        this.limit = mostInFlight;
    }

    void succeeded() {
        failures = 0;
        reason = null;
        limit = Math.min(mostInFlight, limit + 1 / limit);
    }

    /** The server is there and has too much to do. */
    void overloaded() {
        limit = Math.max(1, limit / 2);
    }

    /** How long items wait that the server has refused as too many, in an answer that says so; longer with each. */
    long itemBackoffMillis() {
        overloaded();
        return backoffMillis(++busyAnswers);
    }

    /** The server has taken all of a request. */
    void tookAll() {
        busyAnswers = 0;
    }

    /** There was no answer. A single request asks again soon, so that a server which comes back is not kept waiting. */
    void unanswered(String why, long now) {
        failed(why, now, 0);
        notBefore = Math.min(notBefore, now + PROBE_NANOS);
    }

    /** The server didn't take the request. */
    void failed(String why, long now, long retryAfterMillis) {
        if (failures == 0) {
            since = now;
        }
        failures++;
        reason = why;
        notBefore = now + TimeUnit.MILLISECONDS.toNanos(Math.max(retryAfterMillis, backoffMillis(failures)));
    }

    /** How long to wait before attempt number n + 1: doubling, with jitter so that tasks don't march in step. */
    private long backoffMillis(int attempts) {
        long longest =
                Math.min(retry.backoffMaxMillis(), retry.backoffMillis() << Math.min(20, Math.max(0, attempts - 1)));
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    boolean hasOutage() {
        return failures > 0;
    }

    boolean hasTimedOut(long now) {
        return failures > 0
                && retry.timeoutMillis() >= 0
                && now - since > TimeUnit.MILLISECONDS.toNanos(retry.timeoutMillis());
    }

    int inFlightLimit() {
        return failures > 0 ? 1 : (int) limit;
    }

    long notBefore(long now) {
        return failures > 0 ? notBefore : now;
    }

    long millisSoFar(long now) {
        return failures > 0 ? TimeUnit.NANOSECONDS.toMillis(now - since) : 0;
    }

    @Nullable
    String reason() {
        return reason;
    }
}
