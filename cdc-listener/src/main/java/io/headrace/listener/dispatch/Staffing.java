package io.headrace.listener.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many workers a backlog gets. Tries that wait for a target get as many as there may be; tries that are over at once get a
 * few, because more would only wait for each other's processor and for the monitor of the lanes. Guarded by that monitor.
 */
public final class Staffing {
    /** A try that takes less is over before another worker has begun. */
    private static final long SHORT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    /** Without a try that ends for so long, those that go on are not short any more. */
    private static final long STANDSTILL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** The weight of one try in the average. */
    private static final int WEIGHT = 8;

    private final int most;
    private final int few;
    private final LongSupplier nanoTime;
    private long usual = SHORT_NANOS;
    private long tries;
    private long triesSeen;
    private long seenAt;

    /**
     * @param most tries at once
     * @param few workers while tries are short
     * @param nanoTime as {@link System#nanoTime}
     */
    public Staffing(int most, int few, LongSupplier nanoTime) {
        this.most = most;
        this.few = Math.min(most, few);
        this.nanoTime = nanoTime;
        this.seenAt = nanoTime.getAsLong();
    }

    /** As many as the machine can run at once while tries are short. */
    public static Staffing of(int most) {
        return new Staffing(most, Math.max(2, Runtime.getRuntime().availableProcessors()), System::nanoTime);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** A try has ended, or goes on without its worker, which it took so long. */
    void tried(long nanos) {
        tries++;
        usual += (nanos - usual) / WEIGHT;
    }

    /** Looks whether tries still end; if they don't, there may be as many workers as there may ever be. */
    void look() {
        long now = now();
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
    int limit() {
        return holdsBack() ? few : most;
    }

    /** Whether there may be more soon than now. */
    boolean holdsBack() {
        return few < most && usual < SHORT_NANOS;
    }
}
