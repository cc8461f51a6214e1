package io.headrace.console.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order's life, and how long each change took to each hop.
 *
 * @param id the order's primary key
 * @param complete every change was seen at every hop
 */
public record DemoRun(long id, String orderNumber, boolean complete, List<Change> changes) {

    public DemoRun {
        changes = List.copyOf(changes);
    }

    /**
     * One change. Times are milliseconds since the commit returned; null when it was not seen in time.
     *
     * @param change insert, update or delete
     * @param commitMillis how long the statement and its commit took
     * @param inKafka a read_committed reader has the record
     * @param readable a read by id shows it
     * @param searchable a search shows it
     * @param reacted the listener's event is there; null too when no listener runs
     */
    public record Change(
            String change,
            double commitMillis,
            @Nullable Double inKafka,
            @Nullable Double readable,
            @Nullable Double searchable,
            @Nullable Double reacted) {

        boolean everywhere(boolean withListener) {
            return inKafka != null && readable != null && searchable != null && (reacted != null || !withListener);
        }
    }
}
