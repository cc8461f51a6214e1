package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JSON that the project ships: two connectors and the index template.
 *
 * @param folder the folder connect-configs
 */
public record ShippedConfigs(Path folder) {

    /** A connector, with its name and its settings. */
    public JsonNode source() {
        return read("mysql-source.json");
    }

    /** A connector, with its name and its settings. */
    public JsonNode sink() {
        return read("elasticsearch-sink.json");
    }

    public JsonNode template() {
        return read("orders-template.json");
    }

    private JsonNode read(String file) {
        try {
            return Rest.JSON.readTree(Files.readAllBytes(folder.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + folder.resolve(file), e);
        }
    }
}
