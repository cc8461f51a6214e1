package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.lint.config.CapturedTables;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Problem;
import io.headrace.console.suggest.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table and the MySQL source that captures it.
 *
 * @param table {@code database.table}
 * @param source the connector's name
 * @param config its configuration
 * @param topic where the table's changes are
 */
public record CapturedTable(String table, String source, JsonNode config, SourceTopic topic) {

    private static final String DEBEZIUM_MYSQL = "io.debezium.connector.mysql.MySqlConnector";

    /**
     * The last of the sources that capture the table, by their names.
     *
     * @throws Problem when no source captures the table, or its topic can't be told from the configuration
     */
    public static CapturedTable find(ConnectRest connect, String table) {
        return find(Connectors.of(connect), table);
    }

    /** The same, of configurations that were read before. */
    public static CapturedTable find(Connectors connectors, String table) {
        Route.requireTable(table);
        List<CapturedTable> found = all(connectors, table);
        if (found.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "No connector at " + connectors.address() + " captures " + table
                            + NearestName.hint(table, named(connectors))
                            + " Name another table with --table, or take it in: ./cdc add " + table);
        }
        return found.get(found.size() - 1);
    }

    /** The sources that capture the table, in the order of their names. */
    static List<CapturedTable> all(Connectors connectors, String table) {
        List<CapturedTable> found = new ArrayList<>();
        connectors.sources().forEach((name, config) -> {
            if (connectors.captures(name, table)) {
                try {
                    found.add(new CapturedTable(table, name, config, SourceTopic.ofTable(config, table)));
                } catch (SourceTopic.NotFollowed e) {
                    throw new Problem(
                            Problem.Kind.FAILED,
                            table + " can't be followed through source " + name + ": " + e.getMessage() + ".");
                }
            }
        });
        return found;
    }

    public static boolean isSource(JsonNode config) {
        return config.path("connector.class").asText().equals(DEBEZIUM_MYSQL);
    }

    /** Whether this source's lists include the table; names of one with other letters' case count as the same. */
    public static boolean captures(JsonNode config, String table) {
        return TableFilter.of(config).takes(table);
    }

    /** The tables that sources name; a pattern names none. */
    static List<String> named(Connectors connectors) {
        List<String> tables = new ArrayList<>();
        connectors.sources().forEach((name, config) -> {
            for (String expression : TableFilter.expressions(config, "table.include.list")) {
                CapturedTables.plain(expression)
                        .filter(table -> table.indexOf('.') > 0 && connectors.captures(name, table))
                        .ifPresent(tables::add);
            }
        });
        return tables;
    }

    /** The topics of the tables that this source names, as far as they can be told. */
    public static List<String> topics(JsonNode config) {
        List<String> topics = new ArrayList<>();
        for (String table : named(new Connectors("", new TreeMap<>(Map.of("source", config))))) {
            try {
                topics.add(SourceTopic.ofTable(config, table).topic());
            } catch (SourceTopic.NotFollowed e) {
                // the source will make it
            }
        }
        return topics;
    }

    public String prefix() {
        return config.path("topic.prefix").asText();
    }
}
