package io.headrace.listener.internal.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Makes of a dead letter the record that it was made of: same place, key, value and headers. */
public final class OriginalRecord {

    private OriginalRecord() {}

    /** Empty for a record that is no letter of ours. */
    public static Optional<ConsumerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> letter) {
        String topic = header(letter, DeadLetters.TOPIC);
        String partition = header(letter, DeadLetters.PARTITION);
        String offset = header(letter, DeadLetters.OFFSET);
        if (topic == null || partition == null || offset == null) {
            return Optional.empty();
        }
        RecordHeaders headers = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(DeadLetters.PREFIX)) {
                headers.add(header);
            }
        }
        try {
            return Optional.of(new ConsumerRecord<>(
                    topic,
                    Integer.parseInt(partition),
                    Long.parseLong(offset),
                    letter.timestamp(),
                    TimestampType.CREATE_TIME,
                    letter.serializedKeySize(),
                    letter.serializedValueSize(),
                    letter.key(),
                    letter.value(),
                    headers,
                    Optional.empty()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Why the letter is one: the class of the failure, or {@code parked}; empty for a record that is no letter of ours. */
    public static String error(ConsumerRecord<byte[], byte[]> letter) {
        String error = header(letter, DeadLetters.ERROR);
        return error == null ? "" : error;
    }

    static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
