package io.headrace.listener.internal.deadletter;

import io.headrace.listener.deadletter.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The records that dead letters were made of: from the letter, or from the source topic when the letter does without the value. Thread-safe. */
public final class Originals {
    private final TopicReader reader;

    public Originals(TopicReader reader) {
        this.reader = reader;
    }

    /** Empty for a record that is no letter of ours. Its value is null when the letter has none and the source topic no longer does. */
    public Optional<ConsumerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> letter) {
        Optional<ConsumerRecord<byte[], byte[]>> original = OriginalRecord.of(letter);
        if (original.isEmpty() || OriginalRecord.header(letter, DeadLetters.VALUE_LEFT_OUT) == null) {
            return original;
        }
        return source(original.get()).or(() -> original);
    }

    private Optional<ConsumerRecord<byte[], byte[]>> source(ConsumerRecord<byte[], byte[]> place) {
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        Range all = reader.all(place.topic()).getOrDefault(partition, new Range(0, 0));
        if (place.offset() < all.from() || place.offset() >= all.to()) {
            return Optional.empty();
        }
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
        reader.read(Map.of(partition, new Range(place.offset(), place.offset() + 1)), record -> {
            found.add(record);
            return false;
        });
        return found.stream()
                .filter(record -> record.offset() == place.offset())
                .findFirst();
    }
}
