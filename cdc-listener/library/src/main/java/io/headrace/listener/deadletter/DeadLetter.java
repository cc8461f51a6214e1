package io.headrace.listener.deadletter;

/**
 * A dead letter as it is listed: why and where from, without the row.
 *
 * @param topic with {@code partition} and {@code offset}, the letter's own place
 * @param error the class of the failure, or {@code parked}
 * @param source {@code topic-partition@offset} of the record that it was made of
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        String error,
        String message,
        String attempts,
        String firstFailedAt,
        String failedAt,
        String source) {

    /** {@code topic-partition-offset}. */
    public String id() {
        return new LetterId(topic, partition, offset).toString();
    }
}
