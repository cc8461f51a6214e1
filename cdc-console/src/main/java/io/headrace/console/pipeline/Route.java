package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way of one table through the pipeline, as the connectors' configurations say it.
 *
 * @param table {@code database.table}
 * @param source name of the connector that captures it
 * @param prefix the source's {@code topic.prefix}
 * @param topic where its changes are
 * @param sink name of the connector that indexes the topic
 * @param group the sink's consumer group
 * @param index index or alias that the sink writes to
 */
public record Route(String table, String source, String prefix, String topic, String sink, String group, String index) {

    private static final String ILLEGAL_IN_INDEX = "[\\\\/*?\"<>| ,#:\\x00-\\x1f]";

    public String database() {
        return table.substring(0, table.indexOf('.'));
    }

    public String tableName() {
        return table.substring(table.indexOf('.') + 1);
    }

    /** Where the source marks the begin and end of transactions, if it is told to. */
    String transactionTopic() {
        return transactionTopic(prefix);
    }

    public String schemaChangeTopic() {
        return schemaChangeTopic(prefix);
    }

    static String transactionTopic(String prefix) {
        return prefix + ".transaction";
    }

    static String schemaChangeTopic(String prefix) {
        return prefix;
    }

    /** The same table through another sink. */
    public Route through(String otherSink, String otherIndex) {
        return new Route(table, source, prefix, topic, otherSink, "connect-" + otherSink, otherIndex);
    }

    /** The same sink, looked at in another index. */
    public Route to(String otherIndex) {
        return new Route(table, source, prefix, topic, sink, group, otherIndex);
    }

    /** @throws Problem when the name has another form than {@code database.table} */
    public static void requireTable(String table) {
        if (table.indexOf('.') < 1 || table.indexOf('.') == table.length() - 1) {
            throw new Problem(
                    Problem.Kind.USAGE, "--table needs database.table, for instance shop.orders; found " + table);
        }
    }

    /**
     * The first of the ways, where there are several.
     *
     * @throws Problem when no source captures the table, or no sink indexes its topic
     */
    public static Route find(ConnectRest connect, String table) {
        return all(Connectors.of(connect), table).get(0);
    }

    /**
     * The one way, or the one through this sink.
     *
     * @param sink the sink's name, or null for the only one
     * @throws Problem when there is none, or several and none is named
     */
    public static Route only(ConnectRest connect, String table, @Nullable String sink) {
        return only(Connectors.of(connect), table, sink);
    }

    /** The same, of configurations that were read before. */
    public static Route only(Connectors connectors, String table, @Nullable String sink) {
        return only(connectors, table, sink, "choose one with --sink");
    }

    /** @param advice what to do when there are several and none is named */
    public static Route only(Connectors connectors, String table, @Nullable String sink, String advice) {
        List<Route> ways = all(connectors, table);
        List<Route> wanted = ways.stream()
                .filter(way -> sink == null || way.sink().equals(sink))
                .toList();
        if (wanted.size() == 1) {
            return wanted.get(0);
        }
        throw new Problem(
                Problem.Kind.USAGE,
                table + " is indexed by "
                        + ways.stream()
                                .map(way -> way.sink() + " (index " + way.index() + ")")
                                .collect(Collectors.joining(", "))
                        + (sink == null ? "; " + advice + "." : ", not by " + sink + "."));
    }

    /** Whether more than one sink indexes the table. */
    public static boolean isIndexedBySeveral(Connectors connectors, String table) {
        return indexed(connectors, table).size() > 1;
    }

    /**
     * Every sink that indexes the table, in the order of their names; at least one.
     *
     * @throws Problem when no source captures the table, or no sink indexes its topic
     */
    static List<Route> all(Connectors connectors, String table) {
        CapturedTable last = CapturedTable.find(connectors, table);
        List<Route> ways = indexed(connectors, table);
        if (ways.isEmpty()) {
            String topic = last.topic().topic();
            throw new Problem(
                    Problem.Kind.FAILED,
                    "No sink at " + connectors.address() + " reads topic " + topic + "; connectors there: "
                            + connectors.others(topic)
                            + ". Add the topic to a sink and apply it, or let ./cdc add " + table + " do it.");
        }
        return ways;
    }

    /** The same; none when no source captures the table, or no sink indexes its topic. */
    static List<Route> indexed(Connectors connectors, String table) {
        List<Route> ways = new ArrayList<>();
        for (CapturedTable captured : CapturedTable.all(connectors, table)) {
            String topic = captured.topic().topic();
            Map<String, JsonNode> sinks = connectors.readers(topic);
            boolean anySearches = sinks.values().stream().anyMatch(Route::isSearch);
            sinks.forEach((name, config) -> {
                if (isSearch(config) == anySearches && !isClone(name, config, topic, sinks.keySet())) {
                    String group = config.path("consumer.override.group.id").asText("connect-" + name);
                    String index = index(config, routed(name, config, topic));
                    ways.add(new Route(table, captured.source(), captured.prefix(), topic, name, group, index));
                }
            });
        }
        return ways;
    }

    /** Whether it reads topics and writes documents. */
    public static boolean isSearchSink(JsonNode config) {
        return isSearch(config) && (config.has("topics") || config.has("topics.regex"));
    }

    /** Whether a sink writes documents, by its class. */
    private static boolean isSearch(JsonNode config) {
        String type = config.path("connector.class").asText("").toLowerCase(Locale.ROOT);
        return type.startsWith("io.headrace.search.") || type.contains("elasticsearch") || type.contains("opensearch");
    }

    /** What a reindex made: it has the name of the first sink and of the new index. */
    private static boolean isClone(String name, JsonNode config, String topic, java.util.Set<String> sinks) {
        String index = index(config, topic);
        return name.endsWith("-" + index)
                && sinks.contains(name.substring(0, name.length() - index.length() - 1))
                && config.path("topics").asText("").equals(topic);
    }

    private static String routed(String name, JsonNode sink, String topic) {
        try {
            return SourceTopic.after(sink, topic).topic();
        } catch (SourceTopic.NotFollowed e) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Topic " + topic + " can't be followed through sink " + name + ": " + e.getMessage() + ".");
        }
    }

    /** Whether this sink's settings name the topic or a pattern of it. */
    public static boolean reads(JsonNode config, String topic) {
        if (SourceTopic.list(config.path("topics").asText("")).contains(topic)) {
            return true;
        }
        String regex = config.path("topics.regex").asText("");
        try {
            return !regex.isEmpty() && topic.matches(regex);
        } catch (PatternSyntaxException notAPattern) {
            return false; // the connector would not have started with it
        }
    }

    public static String index(JsonNode config, String topic) {
        for (String pair : config.path("topic.to.index").asText("").split(",")) {
            int colon = pair.lastIndexOf(':');
            if (colon > 0 && pair.substring(0, colon).strip().equals(topic)) {
                return pair.substring(colon + 1).strip();
            }
        }
        String index = filled(config.path("index").asText("${topic}"), topic);
        return index.contains("${")
                ? index
                : index.toLowerCase(Locale.ROOT).replaceFirst("^[-_+]+", "").replaceAll(ILLEGAL_IN_INDEX, "_");
    }

    /** A template of the sink with the parts of the topic's name in it. */
    static String filled(String template, String topic) {
        String[] parts = topic.split("\\.");
        return template.replace("${topic.table}", parts[parts.length - 1])
                .replace("${topic.database}", parts.length > 1 ? parts[parts.length - 2] : "")
                .replace("${topic}", topic);
    }
}
