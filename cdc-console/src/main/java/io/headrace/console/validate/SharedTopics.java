package io.headrace.console.validate;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.SinkTopics;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.pipeline.WrittenTopics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Rows of several topics or tables that would be one document where their keys are equal. */
final class SharedTopics {

    private static final String CAUSE =
            "rows of different tables with the same key become one document: they overwrite and delete each other";
    private static final String ALLOW = "\"index.sharing\": \"allow\" if no key occurs in two of them";

    private SharedTopics() {}

    /**
     * @param others sinks beside this one; what they read as well is no other topic
     * @return nothing when all rows are told apart, or the sink says that their keys differ
     */
    static List<Check> checks(SinkTopics sink, Collection<SinkTopics> others, WrittenTopics written) {
        if (sink.sink().path("index.sharing").asText("").equalsIgnoreCase("allow")) {
            return List.of();
        }
        Map<SinkTopics.Place, TreeSet<String>> sharing = new LinkedHashMap<>();
        sink.places().forEach((topic, place) -> {
            if (!place.ids().isEmpty() && !place.isOpen()) {
                sharing.computeIfAbsent(place, any -> new TreeSet<>()).add(topic);
            }
        });
        List<Check> checks = new ArrayList<>();
        sharing.forEach((place, topics) -> {
            TreeSet<String> all = new TreeSet<>(topics);
            for (SinkTopics other : others) {
                other.places().forEach((topic, its) -> {
                    if (its.equals(place) && !sink.places().containsKey(topic)) {
                        all.add(topic + " (sink " + other.name() + ")");
                    }
                });
            }
            if (all.size() > 1) {
                checks.add(Check.failed(
                        "index " + place.index(),
                        "takes " + all.size() + " topics: " + String.join(", ", all),
                        CAUSE,
                        "\"document.id.template\": \"${topic.database}:${topic.table}:${key}\" in the sink, an index for"
                                + " each topic, or " + ALLOW));
            }
        });
        sink.places().forEach((topic, place) -> {
            if (!place.ids().isEmpty()) {
                checks.addAll(merged(topic, written.tables().getOrDefault(topic, List.of())));
            }
        });
        return checks;
    }

    /** A router may bring tables into one topic; only what it adds to their keys tells their rows apart then. */
    private static List<Check> merged(String topic, List<WrittenTopics.Table> tables) {
        Map<List<SourceTopic.KeyField>, TreeSet<String>> alike = new HashMap<>();
        tables.forEach(table ->
                alike.computeIfAbsent(table.added(), any -> new TreeSet<>()).add(table.name()));
        return alike.values().stream()
                .filter(names -> names.size() > 1)
                .map(names -> Check.failed(
                        "rows of topic " + topic,
                        "come from " + String.join(", ", names),
                        CAUSE,
                        "key.enforce.uniqueness=true of ByLogicalTableRouter, which adds the table to the key, a topic for"
                                + " each table, or " + ALLOW))
                .toList();
    }
}
