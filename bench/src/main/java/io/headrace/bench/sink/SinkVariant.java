package io.headrace.bench.sink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.bench.harness.RestCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A way to configure a sink that is measured.
 *
 * @param changes whether it is given the topic with several records to a document
 * @param ours whether it is our sink, whose versions are the offsets
 */
record SinkVariant(String name, ObjectNode config, boolean changes, boolean ours) {

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";

    static final String NAMES = "bytes, map, adaptive, changes";

    /**
     * Our sink as shipped in connect-configs, apart from where it writes and what the variant is about.
     *
     * @throws IllegalArgumentException when there is no such variant
     */
    static SinkVariant ofOurs(String name) throws IOException {
        Map<String, String> about = switch (name) {
            case "bytes", "changes" -> Map.of("refresh", "interval");
            case "adaptive" -> Map.of("refresh", "adaptive");
            case "map" ->
                Map.of(
                        "refresh",
                        "interval",
                        "key.converter",
                        STRING,
                        "value.converter",
                        JSON,
                        "value.converter.schemas.enable",
                        "false");
            default -> throw new IllegalArgumentException("--variants takes a list of " + NAMES + ", not " + name);
        };
        ObjectNode config = (ObjectNode) RestCalls.JSON
                .readTree(Path.of("connect-configs/elasticsearch-sink.json").toFile())
                .get("config");
        config.remove("topic.to.index");
        config.remove("resource.type");
        config.put("key.converter", BYTES).put("value.converter", BYTES);
        about.forEach(config::put);
        return new SinkVariant(name, config, name.equals("changes"), true);
    }

    /** Another sink, by a file as it would be posted; it has to write to an index of the topic's name. */
    static SinkVariant ofOther(String file) throws IOException {
        ObjectNode connector =
                (ObjectNode) RestCalls.JSON.readTree(Path.of(file).toFile());
        ObjectNode config = connector.has("config") ? (ObjectNode) connector.get("config") : connector;
        return new SinkVariant("other", config, false, false);
    }

    ObjectNode configFor(SinkTopic topic) {
        return config.deepCopy().put("topics", topic.name());
    }
}
