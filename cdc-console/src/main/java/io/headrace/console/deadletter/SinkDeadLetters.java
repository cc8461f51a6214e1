package io.headrace.console.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.TopicScan;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Lists and shows the dead letters of the sinks. */
public final class SinkDeadLetters {

    /** A dead letter with its record, values included: showing them is its purpose. */
    public record Shown(
            SinkDeadLetter letter,
            @Nullable JsonNode key,
            @Nullable JsonNode value,
            Map<String, String> headers) {}

    private final PipelineEndpoints target;
    private final @Nullable String connector;

    /** @param connector only those of this sink; null for all */
    public SinkDeadLetters(PipelineEndpoints target, @Nullable String connector) {
        this.target = target;
        this.connector = connector;
    }

    /** Counts them. */
    public DeadLetterSummary list() {
        Map<List<String>, DeadLetterSummary.Group> groups = new LinkedHashMap<>();
        try (Topics topics = Topics.open(target)) {
            for (DeadLetterQueue queue : DeadLetterQueue.of(new ConnectRest(target), connector)) {
                ReplayLedger.Entries settled = ReplayLedger.read(target, topics);
                queue.read(target, topics, (letter, record) -> {
                    List<String> alike = List.of(
                            letter.connector(),
                            letter.error().group(),
                            String.valueOf(letter.error().index()));
                    groups.merge(alike, group(letter, settled), SinkDeadLetters::both);
                });
            }
        }
        return DeadLetterSummary.of(groups.values());
    }

    private static DeadLetterSummary.Group group(SinkDeadLetter letter, ReplayLedger.Entries settled) {
        return new DeadLetterSummary.Group(
                letter.connector(),
                letter.error().group(),
                letter.error().index(),
                1,
                settled.replayed().contains(letter.id()) ? 1 : 0,
                settled.overtaken().contains(letter.id()) ? 1 : 0,
                letter.time(),
                letter.time(),
                letter.id(),
                letter.error().message());
    }

    private static DeadLetterSummary.Group both(DeadLetterSummary.Group a, DeadLetterSummary.Group b) {
        boolean newer = b.last().compareTo(a.last()) >= 0;
        return new DeadLetterSummary.Group(
                a.from(),
                a.group(),
                a.index(),
                a.letters() + b.letters(),
                a.replayed() + b.replayed(),
                a.overtaken() + b.overtaken(),
                a.first().compareTo(b.first()) <= 0 ? a.first() : b.first(),
                newer ? b.last() : a.last(),
                newer ? b.example() : a.example(),
                newer ? b.message() : a.message());
    }

    /**
     * @param id {@code TOPIC-PARTITION-OFFSET}
     * @throws Problem if there is no such letter
     */
    public Shown show(String id) {
        DeadLetterId place = DeadLetterId.parse(id);
        try (Topics topics = Topics.open(target)) {
            DeadLetterQueue queue = DeadLetterQueue.ofLetter(new ConnectRest(target), id);
            ConsumerRecord<byte[], byte[]> record = one(topics, place);
            Map<String, String> headers = new LinkedHashMap<>();
            record.headers()
                    .forEach(h -> headers.put(
                            h.key(), h.value() == null ? "" : new String(h.value(), StandardCharsets.UTF_8)));
            headers.remove(DeadLetterHeaders.PREFIX + "exception.stacktrace");
            return new Shown(
                    DeadLetterHeaders.read(queue.connector(), record),
                    json(record.key()),
                    json(record.value()),
                    headers);
        }
    }

    private ConsumerRecord<byte[], byte[]> one(Topics topics, DeadLetterId place) {
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        if (topics.partitions(place.topic()).contains(partition)) {
            long first = topics.beginnings(List.of(partition)).getOrDefault(partition, 0L);
            long end =
                    Math.min(place.offset() + 1, topics.ends(List.of(partition)).getOrDefault(partition, 0L));
            if (place.offset() >= first) {
                new TopicScan(target).between(Map.of(partition, place.offset()), Map.of(partition, end), found::add);
            }
        }
        if (found.isEmpty()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "There is no dead letter " + place.topic() + "-" + place.partition() + "-" + place.offset()
                            + " (any more). ./cdc dlq list shows which there are.");
        }
        return found.get(0);
    }

    private static @Nullable JsonNode json(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            JsonNode json = Rest.JSON.readTree(bytes);
            if (!json.isMissingNode()) {
                return json;
            }
        } catch (IOException notJson) {
            // text, then
        }
        return Rest.JSON.getNodeFactory().textNode(new String(bytes, StandardCharsets.UTF_8));
    }
}
