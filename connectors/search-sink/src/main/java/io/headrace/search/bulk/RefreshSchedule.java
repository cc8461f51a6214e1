package io.headrace.search.bulk;

import io.headrace.search.config.BulkSettings;
import io.headrace.search.config.BulkSettings.Refresh;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Decides which bulk requests ask for a refresh. Adaptive: a small one that leaves nothing waiting behind it, when the last
 * such is long enough ago for refreshes to take at most a third of the time. What was written in between is remembered and
 * sent once more, with its version, when its time has come: Elasticsearch refuses it as not newer and refreshes its shard.
 * Guarded by the lock of the writer.
 */
final class RefreshSchedule {
    /** More operations than these in one request are a backlog that is worked off, which refreshes would slow down. */
    private static final int MOST_AT_ONCE = 100;

    /** One part of so many of the time is for refreshes; ADR 0009 has what was measured. */
    private static final int SHARE = 3;

    /** The weight of one request in the averages: a pause of the server that falls into one counts once, not five times. */
    private static final int WEIGHT = 8;

    private final Refresh refresh;
    private final long minInterval;
    private final List<BulkOperation> unseen = new ArrayList<>();
    private long next;
    private long usual;
    private long cost;
    private boolean underWay;

    RefreshSchedule(BulkSettings settings, long now) {
        refresh = settings.refresh();
        minInterval = TimeUnit.MILLISECONDS.toNanos(settings.refreshMinIntervalMillis());
        next = now;
    }

    /** Whether the batch is one of those that come while the sink keeps up, if nothing waits behind it. */
    static boolean isSmall(Batch batch) {
        return batch.size() <= MOST_AT_ONCE;
    }

    /** Whether the batch that is about to be sent asks for a refresh. */
    boolean wantedBy(Batch batch, boolean keepsUp, long now) {
        if (refresh != Refresh.ADAPTIVE) {
            return refresh == Refresh.TRUE;
        }
        if (!batch.isEcho() && !keepsUp) {
            unseen.clear();
            return false;
        }
        if (!batch.isEcho() && (underWay || now - next < 0)) {
            return false;
        }
        underWay = true;
        return true;
    }

    /**
     * Takes note of what a request that asked for a refresh took, so that the next one keeps its distance. What the request
     * would have taken anyway is not the refresh's.
     *
     * @param answered whether the server did what it was asked
     */
    void refreshed(long startedAt, long now, boolean answered) {
        underWay = false;
        long latest = answered ? Math.max(0, now - startedAt - usual) : cost;
        cost = averaged(cost, latest);
        // The lesser of the two, so that neither a pause nor a cold start is paid for long after; counted from the end,
        // so
        // that one that takes long is not followed by the next at once.
        next = Math.max(startedAt + minInterval, now + (SHARE - 1) * Math.min(cost, latest));
    }

    /** Takes note of documents that were written without a refresh while the sink keeps up, and of how long that took. */
    void wrote(List<BulkOperation> done, long startedAt, long now) {
        if (refresh != Refresh.ADAPTIVE) {
            return;
        }
        usual = averaged(usual, now - startedAt);
        for (BulkOperation operation : done) {
            if (operation.write().isVersioned() && !operation.offsets().isRevoked()) {
                unseen.add(operation);
            }
        }
        if (unseen.size() > MOST_AT_ONCE) {
            unseen.clear();
        }
    }

    /** The first value is taken as it is: a cold server's first refreshes are its dearest. */
    private static long averaged(long average, long latest) {
        return average == 0 ? latest : average + (latest - average) / WEIGHT;
    }

    /** Whether there is something to be sent once more, as soon as it is due. */
    boolean hasUnseen() {
        return !unseen.isEmpty() && !underWay;
    }

    long due() {
        return next;
    }

    List<BulkOperation> takeUnseen() {
        List<BulkOperation> taken = List.copyOf(unseen);
        unseen.clear();
        return taken;
    }

    void forgetRevoked() {
        unseen.removeIf(operation -> operation.offsets().isRevoked());
    }
}
