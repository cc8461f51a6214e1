package io.headrace.listener.internal.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The records of one key, in order; only the first is ever tried. Guarded by the monitor of {@link Lanes}.
 *
 * <pre>
 *   READY ──claimed──▶ RUNNING ──failed──▶ WAITING ──pause over──▶ READY
 *     ▲                   │ settled
 *     └─── more records ──┴──── none: the lane is forgotten
 * </pre>
 */
final class Lane {
    final LaneKey key;
    final Deque<InFlightRecord> records = new ArrayDeque<>(2);
    boolean running;
    /** The last record went to the dead letters, so the next gets one try only. */
    boolean sick;

    long retryAt;

    Lane(LaneKey key) {
        this.key = key;
    }
}
