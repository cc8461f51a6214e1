package io.headrace.listener.internal.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.internal.decode.Json;
import io.headrace.listener.internal.dispatch.LaneKey;
import io.headrace.listener.reaction.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of the compacted topic in which a listener keeps what an offset cannot say: what is finished beyond the
 * committed offset, which keys are parked, and what replays did. JSON, so that an operator can read it. Thread-safe.
 */
public final class ProgressTopic {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KIND = "kind";
    private static final String ID = "id";
    private static final String LAST = "last";
    private static final String HANDLED = "handled";
    private static final String PROGRESS = "progress";
    private static final String PARKED = "parked";
    private static final String REPLAY = "replay";
    private static final String LETTER = "letter";
    private static final String REPLAYING = "replaying";

    private final String topic;

    public ProgressTopic(String topic) {
        this.topic = topic;
    }

    public String name() {
        return topic;
    }

    /** Replaces what was kept of the partition. */
    public Message keep(TopicPartition partition, Progress progress) {
        return Message.of(topic, key(PROGRESS, partition, null), bytes(json(progress)));
    }

    private static ObjectNode json(Progress progress) {
        ObjectNode value = JSON.createObjectNode();
        value.put("base", progress.base());
        value.put("next", progress.next());
        ArrayNode open = value.putArray("open");
        progress.distances().forEach(open::add);
        return value;
    }

    /** Nothing is finished beyond the committed offset any more. */
    public Message clear(TopicPartition partition) {
        return Message.of(topic, key(PROGRESS, partition, null), null);
    }

    /** @param last the offset of the key's last change that went to the dead letters */
    public Message park(LaneKey key, long last) {
        return Message.of(
                topic,
                key(PARKED, key.partition(), key.key()),
                bytes(JSON.createObjectNode().put(LAST, last)));
    }

    public Message unpark(LaneKey key) {
        return Message.of(topic, key(PARKED, key.partition(), key.key()), null);
    }

    /** A replay is asked for, or its request changes. */
    public Message replay(String id, ObjectNode request) {
        return Message.of(topic, key(REPLAY, id), bytes(request));
    }

    /** What became of a dead letter in a replay. */
    public Message letter(String id, String replay, ObjectNode outcome) {
        ObjectNode key = JSON.createObjectNode().put(KIND, LETTER).put(ID, id).put(REPLAY, replay);
        return Message.of(topic, bytes(key), bytes(outcome));
    }

    /** How far the replay of a partition of a source topic is. */
    public Message replaying(ReplayPartition partition, Replaying replaying) {
        ObjectNode key = JSON.createObjectNode();
        key.put(KIND, REPLAYING).put(ID, partition.replay());
        key.put("topic", partition.partition().topic())
                .put("partition", partition.partition().partition());
        return Message.of(topic, bytes(key), bytes(json(replaying.progress()).put(HANDLED, replaying.handled())));
    }

    private static byte[] key(String kind, String id) {
        return bytes(JSON.createObjectNode().put(KIND, kind).put(ID, id));
    }

    /** Takes a record of the topic into account. Records that it does not know are left alone. */
    public void read(byte @Nullable [] key, byte @Nullable [] value, StoredProgress kept) {
        Optional<JsonNode> parsed = parse(key);
        if (parsed.isEmpty()) {
            return;
        }
        JsonNode name = parsed.get();
        TopicPartition partition = new TopicPartition(
                name.path("topic").asText(), name.path("partition").intValue());
        switch (name.path(KIND).asText()) {
            case PROGRESS ->
                kept.progress(
                        partition, parse(value).map(ProgressTopic::progress).orElse(null));
            case PARKED -> {
                String rowKey = name.path("key").textValue();
                kept.parked(
                        new LaneKey(
                                partition,
                                rowKey == null ? null : Base64.getDecoder().decode(rowKey)),
                        parse(value)
                                .map(parked -> parked.path(LAST).longValue())
                                .orElse(null));
            }
            case REPLAY -> kept.replay(name.path(ID).asText(), object(value));
            case LETTER ->
                kept.letter(
                        name.path(ID).asText()
                                + StoredProgress.OF
                                + name.path(REPLAY).asText(),
                        object(value));
            case REPLAYING ->
                kept.replaying(
                        new ReplayPartition(name.path(ID).asText(), partition),
                        parse(value)
                                .map(json -> new Replaying(
                                        progress(json), json.path(HANDLED).longValue()))
                                .orElse(null));
            default -> {}
        }
    }

    private static @Nullable ObjectNode object(byte @Nullable [] value) {
        return parse(value).orElse(null) instanceof ObjectNode object ? object : null;
    }

    private static Progress progress(JsonNode value) {
        List<Long> distances = new ArrayList<>();
        value.path("open").forEach(distance -> distances.add(distance.longValue()));
        return Progress.ofDistances(
                value.path("base").longValue(), value.path("next").longValue(), distances);
    }

    private static byte[] key(String kind, TopicPartition partition, byte @Nullable [] rowKey) {
        ObjectNode key = JSON.createObjectNode();
        key.put(KIND, kind).put("topic", partition.topic()).put("partition", partition.partition());
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
            return Optional.of(Json.exact(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
