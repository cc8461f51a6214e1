package io.headrace.listener.internal.deadletter;

import io.headrace.listener.deadletter.DeadLetter;
import io.headrace.listener.deadletter.DeadLetterList;
import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.Outcomes;
import io.headrace.listener.deadletter.Range;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the dead letters of a topic, by a consumer of its own for each call. Thread-safe. */
public final class DeadLetterReader implements DeadLetterList {
    private final String topic;
    private final TopicReader reader;

    public DeadLetterReader(String topic, TopicReader reader) {
        this.topic = topic;
        this.reader = reader;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public List<DeadLetter> latest(int most) {
        Map<TopicPartition, Range> latest = new HashMap<>();
        // A letter and the marker of its transaction take two offsets.
        reader.all(topic)
                .forEach((partition, range) ->
                        latest.put(partition, new Range(Math.max(range.from(), range.to() - 2L * most), range.to())));
        List<DeadLetter> letters = new ArrayList<>();
        reader.read(latest, record -> letters.add(letter(record)));
        return List.copyOf(letters.subList(Math.max(0, letters.size() - most), letters.size()));
    }

    @Override
    public Map<String, Group> groups(Outcomes outcomes) {
        Map<String, Group> groups = new TreeMap<>();
        reader.read(reader.all(topic), record -> {
            DeadLetter letter = letter(record);
            Group group = groups.getOrDefault(letter.error(), new Group(0, 0));
            groups.put(
                    letter.error(),
                    new Group(group.letters() + 1, group.replayed() + (outcomes.isReplayed(letter.id()) ? 1 : 0)));
            return true;
        });
        return groups;
    }

    @Override
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
                letter(record),
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

    static DeadLetter letter(ConsumerRecord<byte[], byte[]> letter) {
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
