package io.headrace.console.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the worker's own plugins about each setting of connector files, and looks whether MySQL and Elasticsearch are as
 * these connectors need them. Nothing is changed.
 */
public final class Validate {

    private static final String TEMPLATE = "-template.json";

    private final PipelineEndpoints target;
    private final ConnectRest connect;
    private final boolean pluginsOnly;
    private final Map<String, ObjectNode> files = new LinkedHashMap<>();
    private final Map<String, JsonNode> templates = new LinkedHashMap<>();

    /**
     * @param paths connector files and index templates; other JSON files among them are passed over
     * @param pluginsOnly leaves MySQL and Elasticsearch alone
     */
    public Validate(PipelineEndpoints target, List<Path> paths, boolean pluginsOnly) {
        this.target = target;
        this.connect = new ConnectRest(target);
        this.pluginsOnly = pluginsOnly;
        paths.forEach(this::read);
    }

    /** @throws Problem when the worker has no such plugin; it names the nearest */
    public Validation run() {
        List<Validation.Connector> connectors = new ArrayList<>();
        files.forEach((name, config) -> {
            String type = config.path("connector.class").asText("");
            connect.requirePlugin(type);
            connectors.add(new Validation.Connector(name, type, connect.validate(type, config)));
        });
        List<Diagnosis.Check> checks = new ArrayList<>();
        if (!pluginsOnly) {
            ConnectorNeeds needs = new ConnectorNeeds(target, files.values(), templates);
            files.values().forEach(config -> checks.addAll(needs.of(config)));
        }
        boolean valid = connectors.stream().allMatch(c -> c.errors().isEmpty())
                && checks.stream().noneMatch(c -> c.result() == Diagnosis.Result.FAILED);
        return new Validation(valid, connectors, checks);
    }

    private void read(Path file) {
        try {
            JsonNode json = Rest.JSON.readTree(Files.readAllBytes(file));
            String name = String.valueOf(file.getFileName());
            if (name.endsWith(TEMPLATE) && json.has("index_patterns")) {
                templates.put(name.substring(0, name.length() - TEMPLATE.length()), json);
            }
            if (json.path("config").isObject() && json.hasNonNull("name")) {
                ObjectNode config = json.path("config").deepCopy();
                files.put(
                        json.path("name").asText(),
                        config.put("name", json.path("name").asText()));
            }
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.USAGE, "Can't read " + file + " as JSON; ./cdc lint " + file + " for details.", e);
        }
    }
}
