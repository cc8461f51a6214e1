package io.headrace.listener.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the dead letters of a topic. Thread-safe; each call reads anew and throws {@link KafkaException} when it cannot. */
public final class DeadLetterList {
    private final String topic;
    private final TopicReader reader;

    /**
     * A letter with the record that it was made of.
     *
     * @param encoding of key and value: {@code text}, or {@code base64} when one of them is no UTF-8
     * @param headers as text, those that say why among them
     */
    public record Whole(
            DeadLetter letter,
            String encoding,
            @Nullable String key,
            @Nullable String value,
            Map<String, String> headers) {}

    /**
     * Letters with the same error.
     *
     * @param replayed those that were replayed
     */
    public record Group(long letters, long replayed) {
        Group and(boolean isReplayed) {
            return new Group(letters + 1, replayed + (isReplayed ? 1 : 0));
        }
    }

    public DeadLetterList(String topic, TopicReader reader) {
        this.topic = topic;
        this.reader = reader;
    }

    public String topic() {
        return topic;
    }

    /** The latest letters of each partition, up to about {@code most}, in the order of their offsets. */
    public List<DeadLetter> latest(int most) {
        Map<TopicPartition, Range> latest = new HashMap<>();
        // A letter and the marker of its transaction take two offsets.
        reader.all(topic)
                .forEach((partition, range) ->
                        latest.put(partition, new Range(Math.max(range.from(), range.to() - 2L * most), range.to())));
        List<DeadLetter> letters = new ArrayList<>();
        reader.read(latest, record -> letters.add(DeadLetter.of(record)));
        return List.copyOf(letters.subList(Math.max(0, letters.size() - most), letters.size()));
    }

    /** All letters, counted by their errors. */
    public Map<String, Group> groups(Ledger ledger) {
        Map<String, Group> groups = new TreeMap<>();
        reader.read(reader.all(topic), record -> {
            DeadLetter letter = DeadLetter.of(record);
            Group group = groups.getOrDefault(letter.error(), new Group(0, 0));
            groups.put(letter.error(), group.and(ledger.isReplayed(letter.id())));
            return true;
        });
        return groups;
    }

    /** One letter; empty when there is none of this id. */
    public Optional<Whole> find(LetterId id) {
        TopicPartition partition = new TopicPartition(id.topic(), id.partition());
        Range range = id.topic().equals(topic) ? reader.all(topic).get(partition) : null;
        if (range == null || id.offset() < range.from() || id.offset() >= range.to()) {
            return Optional.empty();
        }
        AtomicReference<@Nullable Whole> found = new AtomicReference<>();
        reader.read(Map.of(partition, new Range(id.offset(), range.to())), record -> {
            if (record.offset() == id.offset()) {
                found.set(whole(record));
            }
            return false;
        });
        return Optional.ofNullable(found.get());
    }

    private static Whole whole(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        boolean isText = isText(record.key()) && isText(record.value());
        return new Whole(
                DeadLetter.of(record),
                isText ? "text" : "base64",
                encoded(record.key(), isText),
                encoded(record.value(), isText),
                headers);
    }

    private static boolean isText(byte @Nullable [] bytes) {
        try {
            if (bytes != null) {
                var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            }
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static @Nullable String encoded(byte @Nullable [] bytes, boolean asText) {
        if (bytes == null) {
            return null;
        }
        return asText
                ? new String(bytes, StandardCharsets.UTF_8)
                : Base64.getEncoder().encodeToString(bytes);
    }
}
