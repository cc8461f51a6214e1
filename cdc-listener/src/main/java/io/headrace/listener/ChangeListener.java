package io.headrace.listener;

import io.headrace.listener.consume.Delivery;
import io.headrace.listener.deadletter.Replays;
import java.time.Duration;

/**
 * Reacts to the changes of rows: in order per row, side by side across rows, one effect per change as far as the target
 * allows. See {@link Reaction} for what handlers may rely on. Thread-safe.
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
 */
public final class ChangeListener implements AutoCloseable {
    private final Delivery delivery;

    ChangeListener(Delivery delivery) {
        this.delivery = delivery;
    }

    public static ChangeListenerBuilder builder() {
        return new ChangeListenerBuilder();
    }

    /** Starts in the background and returns at once; brokers and topics that are not there yet are waited for. */
    public ChangeListener start() {
        delivery.start();
        return this;
    }

    /** Stops reading; changes in flight are finished. The listener keeps its partitions. */
    public void pause() {
        delivery.pause();
    }

    public void resume() {
        delivery.resume();
    }

    /** Takes dead letters, or changes of the source topics, once more. */
    public Replays replays() {
        return delivery.replays();
    }

    public ListenerStatus status() {
        return delivery.status();
    }

    /**
     * Waits until the listener has stopped, by {@link #close} or by a fatal failure.
     *
     * @return false when it still runs after the timeout
     */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return delivery.awaitEnd(timeout);
    }

    /** Stops reading, lets running reactions end within the deadline, commits what is finished and leaves the group. */
    @Override
    public void close() {
        delivery.close();
    }
}
