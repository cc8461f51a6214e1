package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The way of one table through the pipeline, as the connectors' configurations say it.
 *
 * @param table {@code database.table}
 * @param source name of the connector that captures it
 * @param topic where its changes are
 * @param sink name of the connector that indexes the topic
 * @param group the sink's consumer group
 * @param index index or alias that the sink writes to
 */
public record Route(String table, String source, String topic, String sink, String group, String index) {

    private static final String DEBEZIUM_MYSQL = "io.debezium.connector.mysql.MySqlConnector";

    String database() {
        return table.substring(0, table.indexOf('.'));
    }

    String tableName() {
        return table.substring(table.indexOf('.') + 1);
    }

    /** Where the source marks the begin and end of transactions, if it is told to. */
    String transactionTopic() {
        return topic.substring(0, topic.length() - table.length()) + "transaction";
    }

    String schemaChangeTopic() {
        return topic.substring(0, topic.length() - table.length() - 1);
    }

    /** @throws Problem when the name has another form than {@code database.table} */
    static void requireTable(String table) {
        if (table.indexOf('.') < 1) {
            throw new Problem(
                    Problem.Kind.USAGE, "--table needs database.table, for instance inventory.orders; found " + table);
        }
    }

    /** @throws Problem when no source captures the table, or no sink indexes its topic */
    static Route find(ConnectRest connect, String table) {
        requireTable(table);
        List<String> topics = new ArrayList<>();
        List<String> names = connect.names();
        String source = "";
        String topic = "";
        for (String name : names) {
            JsonNode config = connect.config(name).orElse(Rest.JSON.missingNode());
            if (config.path("connector.class").asText().equals(DEBEZIUM_MYSQL) && captures(config, table)) {
                source = name;
                topic = config.path("topic.prefix").asText() + "." + table;
            }
        }
        if (source.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "No connector at " + connect.address() + " captures " + table
                            + Nearest.hint(table, captured(connect, names))
                            + " Name another table by --table, or apply connect-configs/mysql-source.json.");
        }
        for (String name : names) {
            JsonNode config = connect.config(name).orElse(Rest.JSON.missingNode());
            if (!name.equals(source) && reads(config, topic)) {
                String group = config.path("consumer.override.group.id").asText("connect-" + name);
                return new Route(table, source, topic, name, group, index(config, topic));
            }
            topics.add(name);
        }
        throw new Problem(
                Problem.Kind.FAILED,
                "No sink at " + connect.address() + " reads topic " + topic + "; connectors there: " + topics
                        + ". Apply connect-configs/elasticsearch-sink.json.");
    }

    /** The tables that sources name; a pattern names none. */
    private static List<String> captured(ConnectRest connect, List<String> names) {
        List<String> tables = new ArrayList<>();
        for (String name : names) {
            JsonNode config = connect.config(name).orElse(Rest.JSON.missingNode());
            for (String table : config.path("table.include.list").asText("").split(",")) {
                if (table.strip().matches("[\\w$]+\\.[\\w$]+")) {
                    tables.add(table.strip());
                }
            }
        }
        return tables;
    }

    private static boolean captures(JsonNode config, String table) {
        String included = config.path("table.include.list").asText("");
        if (!included.isEmpty()) {
            return anyMatches(included, table);
        }
        String databases = config.path("database.include.list").asText("");
        return databases.isEmpty() || anyMatches(databases, table.substring(0, table.indexOf('.')));
    }

    private static boolean anyMatches(String patterns, String name) {
        for (String pattern : patterns.split(",")) {
            if (Pattern.compile(pattern.strip(), Pattern.CASE_INSENSITIVE)
                    .matcher(name)
                    .matches()) {
                return true;
            }
        }
        return false;
    }

    private static boolean reads(JsonNode config, String topic) {
        for (String named : config.path("topics").asText("").split(",")) {
            if (named.strip().equals(topic)) {
                return true;
            }
        }
        String regex = config.path("topics.regex").asText("");
        return !regex.isEmpty() && topic.matches(regex);
    }

    static String index(JsonNode config, String topic) {
        for (String pair : config.path("topic.to.index").asText("").split(",")) {
            int colon = pair.lastIndexOf(':');
            if (colon > 0 && pair.substring(0, colon).strip().equals(topic)) {
                return pair.substring(colon + 1).strip();
            }
        }
        String[] parts = topic.split("\\.");
        return config.path("index")
                .asText("${topic}")
                .replace("${topic.table}", parts[parts.length - 1])
                .replace("${topic.database}", parts.length > 1 ? parts[parts.length - 2] : "")
                .replace("${topic}", topic)
                .toLowerCase(java.util.Locale.ROOT);
    }
}
