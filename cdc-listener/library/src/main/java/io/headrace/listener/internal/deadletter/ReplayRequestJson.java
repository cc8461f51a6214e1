package io.headrace.listener.internal.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.deadletter.Range;
import io.headrace.listener.deadletter.ReplayRequest;
import io.headrace.listener.deadletter.SelectionJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Requests as the progress topic holds them, for all instances of a group. */
public final class ReplayRequestJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplayRequestJson() {}

    static ObjectNode write(ReplayRequest request) {
        ObjectNode json = JSON.createObjectNode();
        json.set("selection", SelectionJson.write(request.selection()));
        json.put("rate", request.rate())
                .put("selected", request.selected())
                .put("requestedAt", request.requestedAt().toString());
        json.put("cancelled", request.cancelled());
        ArrayNode all = json.putArray("ranges");
        request.ranges()
                .forEach((partition, range) -> all.addObject()
                        .put("topic", partition.topic())
                        .put("partition", partition.partition())
                        .put("from", range.from())
                        .put("to", range.to()));
        return json;
    }

    /** @throws IllegalArgumentException when it is none */
    public static ReplayRequest read(String id, ObjectNode json) {
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
