package io.headrace.listener.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A replay that was asked for, as it is kept in the progress topic for all instances.
 *
 * @param ranges what is read: of the dead-letter topic, or of the source topics
 * @param rate records a second and instance, 0 for no limit
 * @param selected how many records were selected when it was asked for
 */
public record ReplayRequest(
        String id,
        Selection selection,
        Map<TopicPartition, Range> ranges,
        double rate,
        long selected,
        Instant requestedAt,
        boolean cancelled) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ReplayRequest {
        ranges = Map.copyOf(ranges);
    }

    ReplayRequest cancel() {
        return new ReplayRequest(id, selection, ranges, rate, selected, requestedAt, true);
    }

    ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.set("selection", SelectionJson.write(selection));
        json.put("rate", rate).put("selected", selected).put("requestedAt", requestedAt.toString());
        json.put("cancelled", cancelled);
        ArrayNode all = json.putArray("ranges");
        ranges.forEach((partition, range) -> all.addObject()
                .put("topic", partition.topic())
                .put("partition", partition.partition())
                .put("from", range.from())
                .put("to", range.to()));
        return json;
    }

    /** @throws IllegalArgumentException when it is none */
    public static ReplayRequest of(String id, ObjectNode json) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        for (JsonNode range : json.path("ranges")) {
            ranges.put(
                    new TopicPartition(
                            range.path("topic").asText(),
                            range.path("partition").intValue()),
                    new Range(range.path("from").longValue(), range.path("to").longValue()));
        }
        return new ReplayRequest(
                id,
                SelectionJson.read(json.path("selection")),
                ranges,
                json.path("rate").doubleValue(),
                json.path("selected").longValue(),
                Instant.parse(json.path("requestedAt").asText()),
                json.path("cancelled").booleanValue());
    }
}
