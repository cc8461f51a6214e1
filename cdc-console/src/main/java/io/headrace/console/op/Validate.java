package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the worker's own plugins about each setting of connector files, and looks whether MySQL and Elasticsearch are as
 * these connectors need them. Nothing is changed.
 */
public final class Validate {

    private static final String SOURCE = "io.debezium.connector.mysql.MySqlConnector";

    private final Target target;
    private final ConnectRest connect;
    private final boolean pluginsOnly;
    private final Map<String, ObjectNode> files = new LinkedHashMap<>();

    /**
     * @param paths connector files; other JSON files among them are passed over
     * @param pluginsOnly leaves MySQL and Elasticsearch alone
     */
    public Validate(Target target, List<Path> paths, boolean pluginsOnly) {
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
            files.values().forEach(config -> checks.addAll(preconditions(config)));
        }
        boolean valid = connectors.stream().allMatch(c -> c.errors().isEmpty())
                && checks.stream().noneMatch(c -> c.result() == Diagnosis.Result.FAILED);
        return new Validation(valid, connectors, checks);
    }

    private List<Diagnosis.Check> preconditions(ObjectNode config) {
        if (config.path("connector.class").asText().equals(SOURCE)) {
            return ofSource(config);
        }
        return config.has("topics") ? ofSink(config) : List.of();
    }

    private List<Diagnosis.Check> ofSource(ObjectNode config) {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            MysqlChecks of = new MysqlChecks(mysql);
            List<Diagnosis.Check> checks = new ArrayList<>(of.ofServer());
            for (String table : tables(config)) {
                checks.addAll(of.ofTable(table));
            }
            checks.add(of.privileges());
            return checks;
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** Tables that are named; a pattern names none. */
    private static List<String> tables(JsonNode config) {
        List<String> tables = new ArrayList<>();
        for (String table : config.path("table.include.list").asText("").split(",")) {
            String name = table.strip().replace("\\.", ".");
            if (name.matches("[\\w$]+\\.[\\w$]+")) {
                tables.add(name);
            }
        }
        return tables;
    }

    private List<Diagnosis.Check> ofSink(ObjectNode config) {
        SearchRest search = new SearchRest(target);
        List<Diagnosis.Check> checks = new ArrayList<>();
        checks.add(Diagnosis.Check.ok("Elasticsearch answers", search.version()));
        for (String topic : config.path("topics").asText().split(",")) {
            String index = Route.index(config, topic.strip());
            if (index.contains("${")) {
                continue;
            }
            checks.addAll(IndexChecks.of(search, index, config).run());
            checks.add(search.privileges(index));
            String[] parts = topic.strip().split("\\.");
            if (parts.length >= 2 && search.exists(index)) {
                checks.add(new MappingCheck(target, search)
                        .run(parts[parts.length - 2] + "." + parts[parts.length - 1], index));
            }
        }
        return checks;
    }

    private void read(Path file) {
        try {
            JsonNode json = Rest.JSON.readTree(Files.readAllBytes(file));
            if (json.path("config").isObject() && json.hasNonNull("name")) {
                ObjectNode config = json.path("config").deepCopy();
                files.put(
                        json.path("name").asText(),
                        config.put("name", json.path("name").asText()));
            }
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.USAGE, "Can't read " + file + " as JSON; ./cdc lint " + file + " says more.", e);
        }
    }
}
