package io.headrace.bench.listener;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The handler of all contenders: waits as if for a target, and counts. Thread-safe. */
final class Handled {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final int wanted;
    private final long nanos;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private final CountDownLatch done = new CountDownLatch(1);

    /** @param nanos how long each takes; 0 for no time */
    Handled(int wanted, long nanos) {
        this.wanted = wanted;
        this.nanos = nanos;
    }

    void one() {
        if (first.get() == 0) {
            first.compareAndSet(0, System.nanoTime());
        }
        if (nanos > 0) {
            long until = System.nanoTime() + nanos;
            for (long left = nanos; left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
        if (count.incrementAndGet() == wanted) {
            last.set(System.nanoTime());
            done.countDown();
        }
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    /** Records a second, from the beginning of the first to the end of the last. */
    double rate() throws InterruptedException {
        if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("only " + count + " of " + wanted + " were handled within " + PATIENCE);
        }
        return wanted * 1e9 / (last.get() - first.get());
    }
}
