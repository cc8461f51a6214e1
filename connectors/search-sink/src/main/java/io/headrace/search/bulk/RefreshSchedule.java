package io.headrace.search.bulk;

import io.headrace.search.config.BulkSettings;
import io.headrace.search.config.BulkSettings.Refresh;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Decides which bulk requests ask for a refresh. Adaptive: one that leaves nothing waiting behind it, when the last such
 * is long enough ago for refreshes to take at most a fifth of the time. What was written in between is remembered and
 * sent once more, with its version, when its time has come: the server refuses it as not newer and refreshes its shard.
 * Guarded by the lock of the writer.
 */
final class RefreshSchedule {
    private static final int MOST_REMEMBERED = 100;
    private static final int SHARE = 5;

    private final Refresh refresh;
    private final long minInterval;
    private final List<Operation> unseen = new ArrayList<>();
    private long next;

    RefreshSchedule(BulkSettings settings, long now) {
        refresh = settings.refresh();
        minInterval = TimeUnit.MILLISECONDS.toNanos(settings.refreshMinIntervalMillis());
        next = now;
    }

    /** Whether the batch that is about to be sent asks for a refresh. */
    boolean wantedBy(Batch batch, boolean leavesNothing, long now) {
        if (refresh != Refresh.ADAPTIVE) {
            return refresh == Refresh.TRUE;
        }
        if (batch.isEcho()) {
            return true;
        }
        if (!leavesNothing) {
            unseen.clear();
            return false;
        }
        if (now - next < 0) {
            return false;
        }
        next = now + minInterval;
        return true;
    }

    /** Takes note of what a refresh cost, so that the next one keeps its distance. */
    void refreshed(long startedAt, long now) {
        next = startedAt + Math.max(minInterval, SHARE * (now - startedAt));
    }

    /** Documents that were written without a refresh while the sink keeps up. */
    void wrote(List<Operation> done) {
        if (refresh != Refresh.ADAPTIVE) {
            return;
        }
        for (Operation operation : done) {
            if (operation.write().isVersioned() && !operation.progress().isRevoked()) {
                unseen.add(operation);
            }
        }
        if (unseen.size() > MOST_REMEMBERED) {
            unseen.clear();
        }
    }

    boolean hasUnseen() {
        return !unseen.isEmpty();
    }

    long due() {
        return next;
    }

    List<Operation> takeUnseen() {
        List<Operation> taken = List.copyOf(unseen);
        unseen.clear();
        return taken;
    }

    void forgetRevoked() {
        unseen.removeIf(operation -> operation.progress().isRevoked());
    }
}
