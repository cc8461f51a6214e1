package io.headrace.console.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One connector's settings, and what follows from them. */
record Connector(String file, String name, Map<String, String> config) {

    static final String DEBEZIUM = "io.debezium.connector.mysql.MySqlConnector";
    static final String HEADRACE = "io.headrace.search.SearchSinkConnector";
    static final String VENDOR = "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector";

    Connector {
        config = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(config));
    }

    String get(String key) {
        return config.getOrDefault(key, "");
    }

    String get(String key, String otherwise) {
        return config.getOrDefault(key, otherwise);
    }

    boolean has(String key) {
        return config.containsKey(key);
    }

    boolean is(String key, String value) {
        return get(key).equalsIgnoreCase(value);
    }

    String type() {
        return get("connector.class");
    }

    boolean isSource() {
        return type().equals(DEBEZIUM) || type().equals("MySqlConnector");
    }

    boolean isOurSink() {
        return type().equals(HEADRACE) || type().equals("SearchSinkConnector");
    }

    boolean isSink() {
        return isOurSink() || type().equals(VENDOR);
    }

    List<String> list(String key) {
        return items(get(key));
    }

    static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    /** The setting that names the source's topics, under its name of today or before. */
    String topicPrefix() {
        return get("topic.prefix", get("database.server.name"));
    }

    /** The topics that this source writes, as far as its table list names tables and not patterns. */
    List<String> writtenTopics() {
        List<String> topics = new ArrayList<>();
        for (String table : items(get("table.include.list", get("table.whitelist")))) {
            String plain = table.replace("\\.", ".");
            if (plain.matches("[\\w.$-]+")) {
                topics.add(routed(topicPrefix() + "." + plain));
            }
        }
        return topics;
    }

    /** Whether none of the patterns that list the source's tables is that of this one. */
    boolean surelyLacks(String table) {
        List<String> patterns = list("table.include.list");
        boolean adjusted = !get("schema.name.adjustment.mode", "none").equals("none");
        if (patterns.isEmpty() || adjusted) {
            return false;
        }
        try {
            return patterns.stream()
                    .noneMatch(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                            .matcher(table)
                            .matches());
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private String routed(String topic) {
        String routed = topic;
        for (String transform : list("transforms")) {
            String prefix = "transforms." + transform + ".";
            if (get(prefix + "type").endsWith("RegexRouter")) {
                try {
                    var matcher = Pattern.compile(get(prefix + "regex")).matcher(routed);
                    routed = matcher.matches() ? matcher.replaceFirst(get(prefix + "replacement")) : routed;
                } catch (PatternSyntaxException | IndexOutOfBoundsException e) {
                    return routed;
                }
            }
        }
        return routed;
    }

    /** Whether some transform is of this class, whatever its variant. */
    boolean transformsBy(String simpleName) {
        return config.entrySet().stream()
                .anyMatch(e -> (e.getKey().startsWith("transforms.")
                                && e.getKey().endsWith(".type"))
                        && e.getValue().replaceFirst("\\$(Key|Value)$", "").endsWith(simpleName));
    }

    Connector with(Change change) {
        return new Connector(file, name, change.applyTo(config));
    }
}
