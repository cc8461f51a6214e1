package io.headrace.listener.service.reaction;

import java.util.function.LongSupplier;

/**
 * Leaves a target alone for a while after several calls in a row found it away.
 *
 * <pre>
 *   CLOSED ──failures──▶ OPEN ──pause over, one call──▶ PROBING ──answer──▶ CLOSED
 *                          ▲                               │ away
 *                          └───────────────────────────────┘
 * </pre>
 *
 * <p>Failsafe's {@code CircuitBreaker} is no substitute: once open, it ignores the outcomes of calls that were already on their way,
 * whereas an answer to one of them shows that the target is back and closes this one at once, and its clock can't be replaced in a test.
 *
 * <p>Thread-safe.
 */
final class CircuitBreaker {
    private final CircuitBreakerSettings settings;
    private final LongSupplier clock;
    private int failed;
    private long openUntil;
    private boolean probing;

    /** @param clock the current time in milliseconds */
    CircuitBreaker(CircuitBreakerSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the target may be called. If so, the caller must report the outcome with {@link #answered} or {@link #away}. */
    synchronized boolean allows() {
        if (failed < settings.failures()) {
            return true;
        }
        if (probing || clock.getAsLong() < openUntil) {
            return false;
        }
        probing = true;
        return true;
    }

    synchronized void answered() {
        failed = 0;
        probing = false;
    }

    synchronized void away() {
        failed = Math.min(failed + 1, settings.failures());
        probing = false;
        openUntil = clock.getAsLong() + settings.pause().toMillis();
    }
}
