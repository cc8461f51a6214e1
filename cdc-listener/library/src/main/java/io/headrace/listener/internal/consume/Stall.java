package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.progress.PartitionProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices when a partition lags and gets on no further. Told once, and once when it is over. Used by the poll thread only. */
final class Stall {
    static final long AFTER_MILLIS = 60_000;
    private static final Logger LOG = LoggerFactory.getLogger(Stall.class);

    private final PartitionProgress progress;
    private long finished;
    private long since;
    private boolean told;

    Stall(PartitionProgress progress, long now) {
        this.progress = progress;
        this.since = now;
    }

    boolean isOf(PartitionProgress other) {
        return progress == other;
    }

    /** @param waiting whether something is there to be finished and may be: not while the listener is paused */
    boolean check(boolean waiting, long now) {
        if (!waiting || progress.finishedCount() != finished) {
            finished = progress.finishedCount();
            since = now;
        }
        boolean stalled = now - since >= AFTER_MILLIS;
        if (stalled && !told) {
            LOG.warn(
                    "{} has made no progress for {} s: a reaction hangs, or its target is unavailable",
                    progress.partition(),
                    (now - since) / 1_000);
        } else if (told && !stalled) {
            LOG.info("{} is making progress again", progress.partition());
        }
        told = stalled;
        return stalled;
    }
}
