package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.op.Diagnosis.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What connectors need of MySQL and Elasticsearch, by their configurations. Nothing is changed. */
final class ConnectorNeeds {

    private static final String SOURCE = "io.debezium.connector.mysql.MySqlConnector";

    private final Target target;
    private final SearchRest search;

    ConnectorNeeds(Target target) {
        this.target = target;
        this.search = new SearchRest(target);
    }

    List<Check> of(JsonNode config) {
        if (config.path("connector.class").asText().equals(SOURCE)) {
            return ofSource(config);
        }
        return config.has("topics") ? ofSink(config) : List.of();
    }

    /** @throws Problem when MySQL does not let the user in */
    private List<Check> ofSource(JsonNode config) {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            List<Check> checks = new ArrayList<>(ofSource(mysql, config));
            checks.add(new MysqlChecks(mysql).privileges());
            return checks;
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** Of the server and the tables, as the session's user sees them. */
    static List<Check> ofSource(Connection mysql, JsonNode config) throws SQLException {
        MysqlChecks of = new MysqlChecks(mysql);
        List<Check> checks = new ArrayList<>(of.ofServer());
        for (String table : tables(config)) {
            checks.addAll(of.ofTable(table));
        }
        return checks;
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

    private List<Check> ofSink(JsonNode config) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Elasticsearch answers", search.version()));
        for (String topic : config.path("topics").asText().split(",")) {
            String index = Route.index(config, topic.strip());
            if (!index.contains("${")) {
                checks.addAll(ofIndex(config, index));
                checks.addAll(ofMapping(topic.strip(), index));
            }
        }
        return checks;
    }

    List<Check> ofIndex(JsonNode config, String index) {
        List<Check> checks =
                new ArrayList<>(IndexChecks.of(search, index, config).run());
        checks.add(search.privileges(index));
        return checks;
    }

    /** Whether the mapping takes the columns of the topic's table; nothing when there is no index, or the topic names no table. */
    List<Check> ofMapping(String topic, String index) {
        String[] parts = topic.split("\\.");
        return parts.length >= 2 && search.exists(index)
                ? List.of(new MappingCheck(target, search)
                        .run(parts[parts.length - 2] + "." + parts[parts.length - 1], index))
                : List.of();
    }
}
