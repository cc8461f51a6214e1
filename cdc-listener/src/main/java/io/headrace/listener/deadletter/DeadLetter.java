package io.headrace.listener.deadletter;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

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

    static DeadLetter of(ConsumerRecord<byte[], byte[]> letter) {
        return new DeadLetter(
                letter.topic(),
                letter.partition(),
                letter.offset(),
                header(letter, DeadLetters.ERROR),
                header(letter, DeadLetters.MESSAGE),
                header(letter, DeadLetters.ATTEMPTS),
                header(letter, DeadLetters.FIRST_FAILED_AT),
                header(letter, DeadLetters.FAILED_AT),
                header(letter, DeadLetters.TOPIC)
                        + "-"
                        + header(letter, DeadLetters.PARTITION)
                        + "@"
                        + header(letter, DeadLetters.OFFSET));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
