package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.dispatch.SettledRecord;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Thread-safe: workers and the poll thread. A poll is woken at most once. */
public final class WakingSettledRecords implements SettledRecords {
    private final LinkedBlockingDeque<SettledRecord> queue = new LinkedBlockingDeque<>();
    private final AtomicBoolean polling = new AtomicBoolean();
    private final AtomicInteger untilRoom = new AtomicInteger();
    private final Runnable wakeup;

    /** @param wakeup makes the poll return */
    public WakingSettledRecords(Runnable wakeup) {
        this.wakeup = wakeup;
    }

    @Override
    public void accept(SettledRecord settlement) {
        queue.add(settlement);
        boolean urgent = !settlement.messages().isEmpty() || settlement.fatal() != null;
        boolean room = untilRoom.decrementAndGet() == 0;
        if (urgent || room) {
            wake();
        }
    }

    @Override
    public @Nullable SettledRecord poll() {
        return queue.poll();
    }

    @Override
    public void wake() {
        if (polling.compareAndSet(true, false)) {
            wakeup.run();
        }
    }

    @Override
    public boolean isWaiting() {
        return !queue.isEmpty();
    }

    @Override
    public void await(long millis) {
        try {
            SettledRecord first = queue.poll(millis, TimeUnit.MILLISECONDS);
            if (first != null) {
                queue.addFirst(first);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void polling(int room) {
        untilRoom.set(room);
        polling.set(true);
    }

    @Override
    public void polled() {
        polling.set(false);
    }
}
