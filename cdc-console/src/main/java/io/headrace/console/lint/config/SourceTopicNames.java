package io.headrace.console.lint.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The topics that a source writes, as far as its settings say it.
 *
 * @param tablesOf the topics that are known, each with the tables whose rows it holds
 * @param side the topics beside those of tables: heartbeats, schema changes, transactions, notifications
 * @param lostAt the setting behind which topics can't be followed; empty when all are known
 */
public record SourceTopicNames(Connector source, Map<String, List<String>> tablesOf, Set<String> side, String lostAt) {

    /** Whether a source writes a topic. */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    public static SourceTopicNames of(Connector source) {
        CapturedTables tables = CapturedTables.of(source);
        Map<String, List<String>> known = new LinkedHashMap<>();
        String lostAt = lostBeforeTransforms(source);
        for (String table : lostAt.isEmpty() ? tables.named() : List.<String>of()) {
            RoutedTopics route = RoutedTopics.of(source, topic(source, table));
            if (!route.isKnown()) {
                lostAt = route.lostAt();
                continue;
            }
            for (String topic : route.topics()) {
                known.computeIfAbsent(topic, t -> new ArrayList<>()).add(table);
            }
        }
        if (lostAt.isEmpty() && tables.open()) {
            lostAt = "table.include.list";
        }
        return new SourceTopicNames(source, known, side(source), lostAt);
    }

    public static List<SourceTopicNames> ofAll(List<Connector> all) {
        return all.stream()
                .filter(Connector::isSource)
                .map(SourceTopicNames::of)
                .toList();
    }

    /** Debezium puts _ in the place of what a topic's name can't hold. */
    public static String topic(Connector source, String table) {
        String name = source.topicPrefix() + source.get("topic.delimiter", ".") + table;
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    public Set<String> known() {
        return tablesOf.keySet();
    }

    public Answer writes(String topic) {
        if (tablesOf.containsKey(topic) || side.contains(topic)) {
            return Answer.YES;
        }
        if (lostAt.isEmpty()) {
            return Answer.NO;
        }
        boolean renamed = source.chain().stream().anyMatch(Transform::mayRename);
        if (!lostAt.equals("table.include.list") || renamed) {
            return Answer.UNKNOWN;
        }
        String before = source.topicPrefix() + source.get("topic.delimiter", ".");
        boolean readable = CapturedTables.entries(source).stream().allMatch(entry -> entry.matches("\\p{ASCII}*"));
        return topic.startsWith(before)
                        && (!readable || CapturedTables.of(source).mayCapture(topic.substring(before.length())))
                ? Answer.UNKNOWN
                : Answer.NO;
    }

    private static String lostBeforeTransforms(Connector source) {
        String strategy = source.get("topic.naming.strategy");
        if (!strategy.isEmpty() && !strategy.matches("io\\.debezium\\.schema\\.(Schema|Default)TopicNamingStrategy")) {
            return "topic.naming.strategy";
        }
        if (source.topicPrefix().contains("${")) {
            return "topic.prefix";
        }
        return "";
    }

    private static Set<String> side(Connector source) {
        Set<String> side = new TreeSet<>();
        String prefix = source.topicPrefix();
        if (!source.get("heartbeat.interval.ms", "0").equals("0")) {
            String before =
                    source.get("topic.heartbeat.prefix", source.get("heartbeat.topics.prefix", "__debezium-heartbeat"));
            side.add(before + "." + prefix);
        }
        if (!source.is("include.schema.changes", "false")) {
            side.add(prefix);
        }
        if (source.is("provide.transaction.metadata", "true")) {
            side.add(prefix + "." + source.get("topic.transaction", "transaction"));
        }
        if (source.list("notification.enabled.channels").contains("sink")) {
            side.add(source.get("notification.sink.topic.name"));
        }
        side.remove("");
        return side;
    }
}
