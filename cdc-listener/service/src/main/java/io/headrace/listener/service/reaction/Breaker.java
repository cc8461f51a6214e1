package io.headrace.listener.service.reaction;

import java.util.function.LongSupplier;

/**
 * Leaves a target alone for a while after it was away several times in a row.
 *
 * <pre>
 *   CLOSED ──failures──▶ OPEN ──pause over, one call──▶ PROBING ──answer──▶ CLOSED
 *                          ▲                               │ away
 *                          └───────────────────────────────┘
 * </pre>
 *
 * Thread-safe.
 */
final class Breaker {
    private final BreakerSettings settings;
    private final LongSupplier clock;
    private int failed;
    private long openUntil;
    private boolean probing;

    /** @param clock milliseconds */
    Breaker(BreakerSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the target may be called; after true, {@link #answered} or {@link #away} must follow. */
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
