package io.headrace.console.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * A record that a sink gave up on: where it is, where it came from, and why. Does not include its key and value.
 *
 * @param id {@code TOPIC-PARTITION-OFFSET} in the dead letter topic
 * @param connector the sink
 * @param time when it was given up, as an ISO-8601 instant
 * @param origin the record that failed; null if the sink writes no context headers
 */
public record SinkDeadLetter(
        String id, String connector, String time, @Nullable Origin origin, Reason error) {

    /** The record's own place. */
    public record Origin(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "-" + partition + "-" + offset;
        }
    }

    /**
     * Why it was given up. Anything that the server did not report is null.
     *
     * @param group what letters are grouped by: the server's error type, or else the exception's simple name
     * @param exception the exception's class name
     * @param message the exception's message; ours contain no row values
     * @param stage where in the sink: KEY_CONVERTER, VALUE_CONVERTER, TRANSFORMATION, TASK_PUT
     * @param idHash hash of the document's id
     * @param status HTTP status of the item
     * @param type the server's error type
     */
    public record Reason(
            String group,
            String exception,
            String message,
            String stage,
            @Nullable String index,
            @Nullable String idHash,
            @Nullable Integer status,
            @Nullable String type) {}
}
