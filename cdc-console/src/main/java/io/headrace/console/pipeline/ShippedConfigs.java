package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JSON of a pipeline: two connectors and index templates.
 *
 * @param folder connect-configs, or one that init made
 */
public record ShippedConfigs(Path folder) {

    private static final String SOURCE = "mysql-source.json";
    private static final String SINK = "elasticsearch-sink.json";
    private static final String TEMPLATE = "-template.json";

    /** A connector, with its name and its settings. */
    public JsonNode source() {
        return read(SOURCE);
    }

    /** A connector, with its name and its settings. */
    public JsonNode sink() {
        return read(SINK);
    }

    /** What the two would be on a worker. */
    public Connectors asConnectors() {
        TreeMap<String, JsonNode> configs = new TreeMap<>();
        for (JsonNode connector : List.of(source(), sink())) {
            configs.put(connector.path("name").asText(), connector.path("config"));
        }
        return new Connectors(folder.toString(), configs);
    }

    /** The files of source and sink. */
    public List<Path> connectors() {
        return List.of(folder.resolve(SOURCE), folder.resolve(SINK));
    }

    /** The files of the index templates, in the order of their names. */
    public List<Path> templates() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(TEMPLATE))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the folder " + folder, e);
        }
    }

    /** @param name of the template, which its file is called after */
    public JsonNode template(String name) {
        return read(name + TEMPLATE);
    }

    /** The table that the sink indexes. */
    public String table() {
        String prefix = source().path("config").path("topic.prefix").asText() + ".";
        return SourceTopic.list(sink().path("config").path("topics").asText())
                .get(0)
                .substring(prefix.length());
    }

    private JsonNode read(String file) {
        try {
            return Rest.JSON.readTree(Files.readAllBytes(folder.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + folder.resolve(file), e);
        }
    }
}
