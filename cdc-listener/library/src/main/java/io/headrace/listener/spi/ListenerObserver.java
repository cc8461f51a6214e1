package io.headrace.listener.spi;

import io.headrace.listener.change.RowChange;
import java.time.Duration;

/**
 * Hears what becomes of records, for logs and metrics. Called by the listener's workers, or the thread that
 * completed a reaction's stage, several at once, before the record's offset is committed: after a crash the same record can be
 * reported again. Implementations must return quickly and
 * must not throw.
 */
public interface ListenerObserver {
    /** A reaction succeeded. */
    default void reacted(RowChange change) {}

    /** A reaction succeeded in a replay. */
    default void replayed(RowChange change) {}

    /**
     * A reaction failed and is tried again.
     *
     * @param pause until the next attempt
     */
    default void retrying(FailedRecord record, Throwable error, Duration pause) {}

    /** A record failed for good, or its key is parked: it goes to the dead-letter topic. */
    default void deadLettered(FailedRecord record, Throwable error) {}

    /** A change was delivered before, and is dropped. */
    default void duplicate(RowChange change) {}
}
