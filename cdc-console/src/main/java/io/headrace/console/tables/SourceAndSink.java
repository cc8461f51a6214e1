package io.headrace.console.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.Problem;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The running source and sink that tables come into or leave. */
record SourceAndSink(String source, JsonNode sourceConfig, String sink, JsonNode sinkConfig) {

    private static final String OURS = "io.headrace.search.SearchSinkConnector";

    /**
     * @param source its name; null for the only one
     * @param sink its name; null for the only one that reads topics of the source
     * @throws Problem when there is none, or several and none is named
     */
    static SourceAndSink of(Connectors connectors, @Nullable String source, @Nullable String sink) {
        String from = only(connectors.sources(), source, "--source", "MySQL source", connectors.address());
        JsonNode sourceConfig = connectors.config(from);
        String prefix = sourceConfig.path("topic.prefix").asText() + ".";
        SortedMap<String, JsonNode> sinks = new TreeMap<>(connectors.configs());
        sinks.values().removeIf(config -> !Route.isSearchSink(config));
        SortedMap<String, JsonNode> reading = new TreeMap<>(sinks);
        reading.values().removeIf(config -> !readsOf(config, prefix));
        String to = only(sink == null ? reading : sinks, sink, "--sink", "sink of " + from, connectors.address());
        JsonNode sinkConfig = connectors.config(to);
        if (!sinkConfig.path("connector.class").asText().equals(OURS)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Nothing was changed: " + to + " is a "
                            + sinkConfig.path("connector.class").asText() + ", and tables come into a " + OURS
                            + " only. Change its topics by hand, and apply it.");
        }
        return new SourceAndSink(from, sourceConfig, to, sinkConfig);
    }

    private static boolean readsOf(JsonNode sink, String prefix) {
        return List.of(sink.path("topics").asText("").split(",")).stream()
                        .anyMatch(topic -> topic.strip().startsWith(prefix))
                || sink.path("topics.regex").asText("").replace("\\", "").startsWith(prefix);
    }

    private static String only(
            SortedMap<String, JsonNode> connectors, @Nullable String name, String option, String what, String address) {
        if (name != null) {
            if (!connectors.containsKey(name)) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        "No " + what + " at " + address + " is called " + name + "; there: " + connectors.keySet());
            }
            return name;
        }
        if (connectors.size() != 1) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    connectors.isEmpty()
                            ? "There is no " + what + " at " + address
                                    + ". For a new pipeline: ./cdc init, then ./cdc apply pipeline"
                            : "There are several, " + connectors.keySet() + ": choose the " + what + " with " + option
                                    + ".");
        }
        return connectors.firstKey();
    }
}
