package io.headrace.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the listener published to {@code order-events}, by order and in order. */
final class OrderEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TopicReader topics;

    OrderEvents(TopicReader topics) {
        this.topics = topics;
    }

    /** The events' types, such as OrderCreated, by order id. */
    Map<Long, List<String>> types() {
        return byOrder(event -> event.get("type").asText());
    }

    /** The operations that the events tell of (create, update, delete), by order id. */
    Map<Long, List<String>> operations() {
        return byOrder(event -> event.get("operation").asText());
    }

    /** The events themselves, by order id. */
    Map<Long, List<JsonNode>> events() {
        return byOrder(Function.identity());
    }

    private <T> Map<Long, List<T>> byOrder(Function<JsonNode, T> part) {
        Map<Long, List<T>> byOrder = new TreeMap<>();
        topics.everything("order-events").forEach(record -> {
            JsonNode event = parsed(record.value());
            byOrder.computeIfAbsent(event.at("/key/id").asLong(), any -> new ArrayList<>())
                    .add(part.apply(event));
        });
        return byOrder;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
