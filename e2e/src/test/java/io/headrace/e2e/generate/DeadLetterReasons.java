package io.headrace.e2e.generate;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Why records of a topic became dead letters, in the sinks' own words. */
final class DeadLetterReasons {

    private final Map<String, TreeSet<String>> byTopic = new TreeMap<>();

    DeadLetterReasons(RawTopics raw, Connectors connectors, Collection<Way> ways) {
        for (Way way : ways) {
            raw.read(connectors.deadLetters(way)).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> letter) {
        header(letter, "__connect.errors.topic")
                .ifPresent(topic -> byTopic.computeIfAbsent(topic, any -> new TreeSet<>())
                        .add(header(letter, "__connect.errors.exception.message")
                                .orElse("no reason")));
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(Batch.text(header.value()));
    }

    /** Empty when all of its records were written. */
    Optional<String> of(String topic) {
        return Optional.ofNullable(byTopic.get(topic))
                .map(reasons -> "dead letters of " + topic + ": " + reasons.first());
    }
}
