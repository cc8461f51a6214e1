package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What sources write.
 *
 * @param tables topics with the tables whose changes are in them
 * @param besides topics of theirs that hold no rows: heartbeats, transactions, schema changes and the like
 * @param notFollowed why the topics of some tables can't be told; empty where all can
 */
public record WrittenTopics(Map<String, List<Table>> tables, Set<String> besides, String notFollowed) {

    public static final WrittenTopics NONE = new WrittenTopics(Map.of(), Set.of(), "");

    /**
     * A table of a topic.
     *
     * @param name {@code database.table}
     * @param added what a router adds to each of its keys
     */
    public record Table(String name, List<SourceTopic.KeyField> added) {
        public Table {
            added = List.copyOf(added);
        }
    }

    public WrittenTopics {
        tables = Map.copyOf(tables);
        besides = Set.copyOf(besides);
    }

    /** @param all tables of the server, each {@code database.table} */
    public static WrittenTopics by(Collection<JsonNode> sources, List<String> all) {
        Map<String, List<Table>> tables = new TreeMap<>();
        Set<String> besides = new TreeSet<>();
        String notFollowed = "";
        for (JsonNode source : sources) {
            for (String table : TableFilter.of(source).among(all)) {
                try {
                    SourceTopic topic = SourceTopic.ofTable(source, table);
                    tables.computeIfAbsent(topic.topic(), any -> new ArrayList<>())
                            .add(new Table(table, topic.keyFields()));
                } catch (SourceTopic.NotFollowed e) {
                    notFollowed = "source " + source.path("name").asText("") + ": " + e.getMessage();
                }
            }
            besides.addAll(besides(source));
        }
        besides.removeAll(tables.keySet());
        return new WrittenTopics(tables, besides, notFollowed);
    }

    private static List<String> besides(JsonNode source) {
        String prefix = source.path("topic.prefix").asText("");
        return List.of(
                prefix,
                prefix + "." + source.path("topic.transaction").asText("transaction"),
                source.path("topic.heartbeat.prefix").asText("__debezium-heartbeat") + "." + prefix,
                source.path("schema.history.internal.kafka.topic").asText(""),
                source.path("signal.kafka.topic").asText(""),
                source.path("notification.sink.topic.name").asText(""));
    }

    /** Names of the tables of a topic; none where it is not known. */
    public List<String> tablesOf(String topic) {
        return tables.getOrDefault(topic, List.of()).stream().map(Table::name).toList();
    }

    /** Topics of rows among these, and those that would be written. */
    public Set<String> rows(Collection<String> there) {
        Set<String> rows = new TreeSet<>(there);
        rows.removeAll(besides);
        rows.addAll(tables.keySet());
        return rows;
    }
}
