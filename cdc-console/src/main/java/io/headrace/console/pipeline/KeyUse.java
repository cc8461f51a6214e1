package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;

/**
 * What connectors make of a table's key.
 *
 * @param messageKeys {@code message.key.columns} of the source
 * @param isHashed whether every sink that makes ids of the keys hashes those that are too long
 */
public record KeyUse(String messageKeys, boolean isHashed) {

    /**
     * @param source a missing node for one that is not known
     * @param sinks of which some may read the table's topic
     */
    public static KeyUse of(JsonNode source, String table, Collection<JsonNode> sinks) {
        return new KeyUse(source.path("message.key.columns").asText(""), isHashed(source, table, sinks));
    }

    private static boolean isHashed(JsonNode source, String table, Collection<JsonNode> sinks) {
        String topic;
        try {
            topic = SourceTopic.ofTable(source, table).topic();
        } catch (SourceTopic.NotFollowed e) {
            return false;
        }
        List<JsonNode> readers =
                sinks.stream().filter(sink -> Route.reads(sink, topic)).toList();
        return !readers.isEmpty()
                && readers.stream()
                        .allMatch(sink ->
                                sink.path("document.id.overlong").asText("").equalsIgnoreCase("hash")
                                        || SinkTopics.of(sink, List.of(topic)).places().values().stream()
                                                .allMatch(place -> place.ids().isEmpty()));
    }
}
