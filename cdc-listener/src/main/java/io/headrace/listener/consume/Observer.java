package io.headrace.listener.consume;

import io.headrace.listener.RowChange;
import io.headrace.listener.dispatch.Work;
import java.time.Duration;

/** Is told what happens, for logs and metrics. Called by many threads; must be quick and must not throw. */
public interface Observer {
    default void reacted(RowChange change) {}

    /** Reacted to once more, by a replay. */
    default void replayed(RowChange change) {}

    default void retrying(Work work, Throwable error, Duration pause) {}

    default void deadLettered(Work work, Throwable error) {}

    default void duplicate(RowChange change) {}
}
