package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Rest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configurations of all connectors of a worker at one moment.
 *
 * @param address the worker's, for messages
 * @param configs by the connectors' names
 */
public record Connectors(String address, SortedMap<String, JsonNode> configs) {

    public static Connectors of(ConnectRest connect) {
        return new Connectors(connect.address(), connect.configs());
    }

    /** One connector's configuration; a missing node where there is none of this name. */
    public JsonNode config(String name) {
        return configs.getOrDefault(name, Rest.JSON.missingNode());
    }

    /** The MySQL sources. */
    public SortedMap<String, JsonNode> sources() {
        SortedMap<String, JsonNode> sources = new TreeMap<>(configs);
        sources.values().removeIf(config -> !CapturedTable.isSource(config));
        return sources;
    }

    /** Which read the topic, whatever they do with it. */
    Map<String, JsonNode> readers(String topic) {
        Map<String, JsonNode> readers = new TreeMap<>(configs);
        readers.values().removeIf(config -> CapturedTable.isSource(config) || !Route.reads(config, topic));
        return readers;
    }

    /** Those that do not read the topic, MySQL sources aside. */
    List<String> others(String topic) {
        return configs.entrySet().stream()
                .filter(connector ->
                        !CapturedTable.isSource(connector.getValue()) && !Route.reads(connector.getValue(), topic))
                .map(Map.Entry::getKey)
                .toList();
    }
}
