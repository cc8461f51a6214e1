package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.dispatch.SettledRecord;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries settlements from the workers to the poll thread, and wakes that thread from a poll when it would want to know. */
public interface SettledRecords extends Consumer<SettledRecord> {

    /** Called by workers. */
    @Override
    void accept(SettledRecord settlement);

    /** The next one, or null. */
    @Nullable
    SettledRecord poll();

    boolean isWaiting();

    /** Ends the poll that goes on, if one does. Called by any thread. */
    void wake();

    /** Returns when there is one, or after this long. */
    void await(long millis);

    /**
     * The poll thread is about to poll.
     *
     * @param room wake it after this many settlements even if none has messages; 0 for never
     */
    void polling(int room);

    /** The poll thread is back from polling. */
    void polled();
}
