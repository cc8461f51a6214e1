package io.headrace.listener.internal.dispatch;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many workers a backlog gets. Tries that wait for a target get as many as there may be; tries that are over at once get a
 * few, because more would only wait for each other's processor and for the monitor of the lanes. A worker whose try lasts is not
 * counted among those few. Guarded by that monitor.
 */
public final class WorkerLimit {
    /** A try that takes less is over before another worker has begun. */
    private static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** A try that goes on for so long is not short; without a try that ends for so long, none is. */
    private static final long STANDSTILL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** The weight of one try in the average. */
    private static final int WEIGHT = 8;

    private final int most;
    private final int few;
    private final LongSupplier nanoTime;
    private final Set<Worker> trying = new HashSet<>();
    private int lasting;
    private long usual = SHORT_NANOS;
    private long tries;
    private long triesSeen;
    private long seenAt;

    /**
     * @param most tries at once
     * @param few workers while tries are short
     * @param nanoTime as {@link System#nanoTime}
     */
    public WorkerLimit(int most, int few, LongSupplier nanoTime) {
        this.most = most;
        this.few = Math.min(most, few);
        this.nanoTime = nanoTime;
        this.seenAt = nanoTime.getAsLong();
    }

    /** As many as the machine can run at once while tries are short. */
    public static WorkerLimit of(int most) {
        return new WorkerLimit(most, Math.max(2, Runtime.getRuntime().availableProcessors()), System::nanoTime);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** One that tries records, one after the other. */
    static final class Worker {
        private long since;
        private boolean lasts;
    }

    /** The worker begins a try. */
    void begins(Worker worker) {
        worker.since = now();
        trying.add(worker);
    }

    /**
     * The worker's try has ended, or goes on without it.
     *
     * @param at when, by {@link #now()}: before it waited for the monitor
     */
    void ends(Worker worker, long at) {
        trying.remove(worker);
        if (worker.lasts) {
            worker.lasts = false;
            lasting--;
        }
        tries++;
        usual += (at - worker.since - usual) / WEIGHT;
    }

    /** Looks which tries last; if none ends, there may be as many workers as there may ever be. */
    void look() {
        long now = now();
        for (Worker worker : trying) {
            if (!worker.lasts && now - worker.since >= STANDSTILL_NANOS) {
                worker.lasts = true;
                lasting++;
            }
        }
        if (tries != triesSeen) {
            triesSeen = tries;
            seenAt = now;
        } else if (now - seenAt >= STANDSTILL_NANOS) {
            usual = SHORT_NANOS;
        }
    }

    int most() {
        return most;
    }

    /** How many workers there may be now. */
    int current() {
        return holdsBack() ? Math.min(most, few + lasting) : most;
    }

    /** Whether there may be more soon than now. */
    boolean holdsBack() {
        return few < most && usual < SHORT_NANOS;
    }
}
