package io.headrace.listener.internal.deadletter;

import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.reaction.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Turns records that failed for good into records of the dead-letter topic: the key and value bytes and the headers as they
 * were, and headers that say why. Thread-safe.
 */
public final class DeadLetters {
    /** Starts the names of the headers that are ours. */
    public static final String PREFIX = "headrace.dead.";

    public static final String ERROR = PREFIX + "error";
    public static final String MESSAGE = PREFIX + "message";
    public static final String ATTEMPTS = PREFIX + "attempts";
    public static final String FIRST_FAILED_AT = PREFIX + "first-failed-at";
    public static final String FAILED_AT = PREFIX + "failed-at";
    public static final String TOPIC = PREFIX + "topic";
    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";
    /** Of a letter that would have been too large: how many bytes its value had, which is in the source topic only. */
    public static final String VALUE_LEFT_OUT = PREFIX + "value-left-out";

    private static final int LONGEST_MESSAGE = 1_000;

    private final String topic;
    private final int largest;

    /** @param largest in bytes: a letter that would be larger does without its value */
    public DeadLetters(String topic, int largest) {
        this.topic = topic;
        this.largest = largest;
    }

    public String topic() {
        return topic;
    }

    /** The letter of a record that failed: its attempts are counted. */
    public Message letter(InFlightRecord inFlight, Throwable error, long now) {
        String message = error.getMessage() == null ? "" : error.getMessage();
        return letter(inFlight, error.getClass().getName(), message, Math.max(inFlight.firstFailedAt(), 0), now);
    }

    /** The letter of a record that was not tried, because an earlier one of its key is in the dead letters. */
    public Message parked(InFlightRecord inFlight, long now) {
        return letter(inFlight, "parked", "an earlier change of this key is in the dead letters", now, now);
    }

    private Message letter(InFlightRecord inFlight, String error, String message, long first, long last) {
        ConsumerRecord<byte[], byte[]> record = inFlight.record();
        Map<String, byte[]> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value());
        }
        put(headers, ERROR, error);
        put(headers, MESSAGE, message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
        put(headers, ATTEMPTS, Integer.toString(inFlight.attempts()));
        put(headers, FIRST_FAILED_AT, Instant.ofEpochMilli(first).toString());
        put(headers, FAILED_AT, Instant.ofEpochMilli(last).toString());
        put(headers, TOPIC, record.topic());
        put(headers, PARTITION, Integer.toString(record.partition()));
        put(headers, OFFSET, Long.toString(record.offset()));
        Message letter = new Message(topic, record.key(), record.value(), headers);
        return letter.size() > largest ? smaller(letter).orElse(letter) : letter;
    }

    /** The letter without its value, or as it is when it has none; empty for what is no letter. */
    public Optional<Message> smaller(Message letter) {
        byte[] value = letter.value();
        if (!letter.topic().equals(topic) || value == null) {
            return Optional.of(letter).filter(any -> any.topic().equals(topic));
        }
        Message without = new Message(topic, letter.key(), null, letter.headers());
        return Optional.of(without.header(VALUE_LEFT_OUT, Integer.toString(value.length)));
    }

    private static void put(Map<String, byte[]> headers, String name, String text) {
        headers.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
