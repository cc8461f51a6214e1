package io.headrace.console.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.CapturedTable;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.RecordValue;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.server.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The topics in which the changes of some tables are.
 *
 * @param byName the tables of each
 */
record TailedTopics(SortedMap<String, List<Tailed>> byName) {

    /**
     * A table in a topic.
     *
     * @param isFlat whether the source unwraps its events, so that a deletion is a null value and nothing else
     */
    record Tailed(String table, boolean isFlat) {}

    /**
     * @param notShown receives a line for each table whose topic can't be told
     * @throws Problem when that is so of all of them
     */
    static TailedTopics of(Connectors connectors, Collection<String> tables, Consumer<String> notShown) {
        SortedMap<String, List<Tailed>> topics = new TreeMap<>();
        for (String table : tables) {
            try {
                CapturedTable captured = CapturedTable.find(connectors, table);
                topics.computeIfAbsent(captured.topic().topic(), topic -> new ArrayList<>())
                        .add(new Tailed(table, isFlat(captured.config())));
            } catch (Problem noTopic) {
                if (tables.size() == 1) {
                    throw noTopic;
                }
                notShown.accept(table + " is not shown: " + noTopic.getMessage());
            }
        }
        if (topics.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "No connector at " + connectors.address() + " captures a table whose topic can be told.");
        }
        return new TailedTopics(topics);
    }

    private static boolean isFlat(JsonNode source) {
        return SourceTopic.list(source.path("transforms").asText("")).stream()
                .anyMatch(name -> source.path("transforms." + name + ".type")
                        .asText("")
                        .equals("io.debezium.transforms.ExtractNewRecordState"));
    }

    /** The tables that this record of the topic may be of: several where it does not say. */
    List<Tailed> mayBeOf(String topic, RecordValue event) {
        return byName.getOrDefault(topic, List.of()).stream()
                .filter(each -> event.mayBeOf(each.table()))
                .toList();
    }
}
