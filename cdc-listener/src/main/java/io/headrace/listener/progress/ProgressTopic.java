package io.headrace.listener.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.Message;
import io.headrace.listener.dispatch.LaneKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of the compacted topic in which a listener keeps what an offset cannot say: what is finished beyond the
 * committed offset, and which keys are parked. JSON, so that an operator can read it. Thread-safe.
 */
public final class ProgressTopic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROGRESS = "progress";
    private static final String PARKED = "parked";

    private final String topic;

    public ProgressTopic(String topic) {
        this.topic = topic;
    }

    public String name() {
        return topic;
    }

    /** Replaces what was kept of the partition. */
    public Message keep(TopicPartition partition, Progress progress) {
        ObjectNode value = JSON.createObjectNode();
        value.put("base", progress.base());
        value.put("next", progress.next());
        ArrayNode open = value.putArray("open");
        progress.distances().forEach(open::add);
        return Message.of(topic, key(PROGRESS, partition, null), bytes(value));
    }

    /** Nothing is finished beyond the committed offset any more. */
    public Message clear(TopicPartition partition) {
        return Message.of(topic, key(PROGRESS, partition, null), null);
    }

    public Message park(LaneKey key) {
        return Message.of(topic, key(PARKED, key.partition(), key.key()), bytes(JSON.createObjectNode()));
    }

    public Message unpark(LaneKey key) {
        return Message.of(topic, key(PARKED, key.partition(), key.key()), null);
    }

    /** Takes a record of the topic into account. Records that it does not know are left alone. */
    public void read(byte @Nullable [] key, byte @Nullable [] value, Kept kept) {
        Optional<JsonNode> parsed = parse(key);
        if (parsed.isEmpty()) {
            return;
        }
        JsonNode name = parsed.get();
        TopicPartition partition = new TopicPartition(
                name.path("topic").asText(), name.path("partition").intValue());
        switch (name.path("kind").asText()) {
            case PROGRESS ->
                kept.progress(
                        partition, parse(value).map(ProgressTopic::progress).orElse(null));
            case PARKED -> {
                String rowKey = name.path("key").textValue();
                kept.parked(
                        new LaneKey(
                                partition,
                                rowKey == null ? null : Base64.getDecoder().decode(rowKey)),
                        value != null);
            }
            default -> {}
        }
    }

    private static Progress progress(JsonNode value) {
        List<Long> distances = new ArrayList<>();
        value.path("open").forEach(distance -> distances.add(distance.longValue()));
        return Progress.ofDistances(
                value.path("base").longValue(), value.path("next").longValue(), distances);
    }

    private static byte[] key(String kind, TopicPartition partition, byte @Nullable [] rowKey) {
        ObjectNode key = JSON.createObjectNode();
        key.put("kind", kind).put("topic", partition.topic()).put("partition", partition.partition());
        if (rowKey != null) {
            key.put("key", Base64.getEncoder().encodeToString(rowKey));
        }
        return bytes(key);
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<JsonNode> parse(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
