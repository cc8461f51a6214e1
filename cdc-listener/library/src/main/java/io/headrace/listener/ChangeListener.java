package io.headrace.listener;

import io.headrace.listener.deadletter.DeadLetterList;
import io.headrace.listener.deadletter.Replays;
import io.headrace.listener.internal.runtime.ListenerRuntime;
import io.headrace.listener.spi.ListenerStatus;
import java.time.Duration;

/**
 * Reacts to the changes of rows: in order per row, side by side across rows, one effect per change as far as the target
 * allows.
 *
 * <pre>{@code
 * ChangeListener listener = ChangeListener.builder()
 *     .bootstrapServers("localhost:9092").group("orders-mail")
 *     .table("inventory.orders", Order.class, orders -> orders
 *         .onCreate((order, change) -> mail.confirm(order))
 *         .onUpdate((before, after, change) -> { if (change.changed("status")) mail.tell(after); }))
 *     .build();
 * listener.start();
 * }</pre>
 *
 * <p>A listener has a thread that polls, which keeps the process alive, and daemon threads: one that commits, one that reads
 * replays, and {@code concurrency} workers that run the handlers. It is started once and closed once; a closed listener cannot be
 * started again. All methods may be called from any thread.
 */
public final class ChangeListener implements AutoCloseable {
    private final ListenerRuntime runtime;

    ChangeListener(ListenerRuntime runtime) {
        this.runtime = runtime;
    }

    /** A builder with the defaults; brokers, a group and at least one table are needed. */
    public static ChangeListenerBuilder builder() {
        return new ChangeListenerBuilder();
    }

    /**
     * Starts in the background and returns at once. Brokers and topics that are not there yet are waited for;
     * {@link #status()} says for what.
     *
     * @return this
     * @throws IllegalThreadStateException when it was started or closed before
     */
    public ChangeListener start() {
        runtime.start();
        return this;
    }

    /** Stops reading; changes in flight are finished. The listener keeps its partitions, also over a rebalance. */
    public void pause() {
        runtime.pause();
    }

    /** Reads again after {@link #pause()}; else does nothing. */
    public void resume() {
        runtime.resume();
    }

    /** Requests replays of dead letters, or of changes of the source topics, and says how far they are. */
    public Replays replays() {
        return runtime.replays();
    }

    /** Lists the dead letters of this listener's group. */
    public DeadLetterList deadLetters() {
        return runtime.deadLetters();
    }

    /** The listener at this moment: never blocks, never throws. */
    public ListenerStatus status() {
        return runtime.status();
    }

    /**
     * Waits until the listener has stopped, by {@link #close} or by a fatal failure, which {@link #status()} then holds.
     *
     * @return false when it still runs after the timeout
     */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return runtime.awaitEnd(timeout);
    }

    /**
     * Stops reading, lets running reactions end within the deadline ({@link ChangeListenerBuilder#drainWithin}), commits what
     * is finished and leaves the group. What did not end in time is delivered again, to this group's next owner of the
     * partition. Blocks until then, for {@link ChangeListenerBuilder#drainWithin}
     * and 15 seconds at most; so a handler should not call it. A second call does nothing.
     */
    @Override
    public void close() {
        runtime.close();
    }
}
