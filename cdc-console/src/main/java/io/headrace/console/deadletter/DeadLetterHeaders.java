package io.headrace.console.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads what Connect writes beside a dead letter, and what our sink says in the exception's message. */
final class DeadLetterHeaders {

    static final String PREFIX = "__connect.errors.";

    /** The message of the search sink's refusal; other sinks' messages are shown as they are. */
    private static final Pattern REFUSED =
            Pattern.compile("(?s).*refused by index (\\S+) \\(id hash (\\w+)\\): status (\\d+), (\\w+): .*");

    private DeadLetterHeaders() {}

    static String id(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }

    static SinkDeadLetter read(String connector, ConsumerRecord<byte[], byte[]> record) {
        return new SinkDeadLetter(
                id(record),
                connector,
                Instant.ofEpochMilli(record.timestamp()).toString(),
                origin(record.headers()),
                reason(record.headers()));
    }

    private static SinkDeadLetter.@Nullable Origin origin(Headers headers) {
        String topic = text(headers, "topic");
        String partition = text(headers, "partition");
        String offset = text(headers, "offset");
        return topic == null || partition == null || offset == null
                ? null
                : new SinkDeadLetter.Origin(topic, Integer.parseInt(partition), Long.parseLong(offset));
    }

    private static SinkDeadLetter.Reason reason(Headers headers) {
        String exception = orElse(text(headers, "exception.class.name"), "");
        String message = orElse(text(headers, "exception.message"), "");
        String stage = orElse(text(headers, "stage"), "");
        Matcher refused = REFUSED.matcher(message);
        if (refused.matches()) {
            return new SinkDeadLetter.Reason(
                    refused.group(4),
                    exception,
                    message,
                    stage,
                    refused.group(1),
                    refused.group(2),
                    Integer.valueOf(refused.group(3)),
                    refused.group(4));
        }
        String simple = exception.substring(exception.lastIndexOf('.') + 1);
        return new SinkDeadLetter.Reason(
                simple.isEmpty() ? "unknown" : simple, exception, message, stage, null, null, null, null);
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(PREFIX + name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
