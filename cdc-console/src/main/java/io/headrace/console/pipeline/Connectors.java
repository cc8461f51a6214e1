package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Rest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configurations of all connectors of a worker at one moment. */
public final class Connectors {

    private final String address;
    private final SortedMap<String, JsonNode> configs;
    private final SortedMap<String, JsonNode> sources;
    /** Of the sources: each is made once, since it may hold a pattern for each of a hundred tables. */
    private final Map<String, TableFilter> filters = new TreeMap<>();

    /**
     * @param address the worker's, for messages
     * @param configs by the connectors' names
     */
    public Connectors(String address, SortedMap<String, JsonNode> configs) {
        this.address = address;
        this.configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
        SortedMap<String, JsonNode> found = new TreeMap<>(configs);
        found.values().removeIf(config -> !CapturedTable.isSource(config));
        this.sources = Collections.unmodifiableSortedMap(found);
        sources.forEach((name, config) -> filters.put(name, TableFilter.of(config)));
    }

    public static Connectors of(ConnectRest connect) {
        return new Connectors(connect.address(), connect.configs());
    }

    public String address() {
        return address;
    }

    public SortedMap<String, JsonNode> configs() {
        return configs;
    }

    /** One connector's configuration; a missing node where there is none of this name. */
    public JsonNode config(String name) {
        return configs.getOrDefault(name, Rest.JSON.missingNode());
    }

    /** The MySQL sources. */
    public SortedMap<String, JsonNode> sources() {
        return sources;
    }

    /** Whether a source's lists include the table; names of one with other letters' case count as the same. */
    public boolean captures(String source, String table) {
        TableFilter filter = filters.get(source);
        return filter != null && filter.takes(table);
    }

    /** Whether any source's do. */
    boolean isCaptured(String table) {
        return filters.values().stream().anyMatch(filter -> filter.takes(table));
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
