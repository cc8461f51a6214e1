package io.headrace.console.lint.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One connector's settings, and what follows from them. */
public record Connector(String file, String name, Map<String, String> config) {

    private static final String TEMPLATE = "an index template";

    public static final String DEBEZIUM = "io.debezium.connector.mysql.MySqlConnector";
    public static final String HEADRACE = "io.headrace.search.SearchSinkConnector";
    public static final String JSON = "org.apache.kafka.connect.json.JsonConverter";
    public static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    public static final String VENDOR = "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector";

    public Connector {
        config = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    /** An index template that is linted beside connectors: rules for them may look into it. */
    public static Connector ofTemplate(String file, String text) {
        return new Connector(file, file, Map.of(TEMPLATE, text));
    }

    public boolean isTemplate() {
        return has(TEMPLATE);
    }

    /** The template's text; empty when this is a connector. */
    public String template() {
        return get(TEMPLATE);
    }

    public String get(String key) {
        return config.getOrDefault(key, "");
    }

    public String get(String key, String otherwise) {
        return config.getOrDefault(key, otherwise);
    }

    public boolean has(String key) {
        return config.containsKey(key);
    }

    public boolean is(String key, String value) {
        return get(key).equalsIgnoreCase(value);
    }

    public String type() {
        return get("connector.class");
    }

    public boolean isSource() {
        return type().equals(DEBEZIUM) || type().equals("MySqlConnector");
    }

    public boolean isOurSink() {
        return type().equals(HEADRACE) || type().equals("SearchSinkConnector");
    }

    public boolean isSink() {
        return isOurSink() || type().equals(VENDOR);
    }

    public List<String> list(String key) {
        return items(get(key));
    }

    public static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    /** The setting that names the source's topics, under its name of today or before. */
    public String topicPrefix() {
        return get("topic.prefix", get("database.server.name"));
    }

    /** The transforms that are listed and have a class, in their order. */
    public List<Transform> chain() {
        return list("transforms").stream()
                .map(alias -> new Transform(alias, this))
                .filter(transform -> !transform.type().isBlank())
                .toList();
    }

    /** Whether none of the patterns that list the source's tables is that of this one. */
    public boolean surelyLacks(String table) {
        List<String> patterns = list("table.include.list");
        boolean adjusted = !get("schema.name.adjustment.mode", "none").equals("none");
        if (patterns.isEmpty() || adjusted) {
            return false;
        }
        return !CapturedTables.matchesAny(patterns, table, true);
    }

    /** Whether some transform is of this class, whatever its variant. */
    public boolean transformsBy(String simpleName) {
        return config.entrySet().stream()
                .anyMatch(e -> (e.getKey().startsWith("transforms.")
                                && e.getKey().endsWith(".type"))
                        && e.getValue().replaceFirst("\\$(Key|Value)$", "").endsWith(simpleName));
    }

    public Connector with(Change change) {
        return new Connector(file, name, change.applyTo(config));
    }
}
