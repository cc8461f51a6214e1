package io.headrace.console.reindex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.pipeline.ReindexState;
import io.headrace.console.pipeline.SourceTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What makes a sink write one topic to the old index by its name, in the sink's settings. Other topics of the sink keep theirs,
 * since each may have a reindex of its own under way.
 *
 * @param others what else is under way through the same sink
 */
record SinkPin(ReindexState state, String topic, List<ReindexState> others) {

    static final String TOPIC_TO_INDEX = "topic.to.index";
    static final String RESOURCE_TYPE = "resource.type";

    SinkPin {
        others = List.copyOf(others);
    }

    /** The settings that a pin changes, as they are without any. */
    static Map<String, @Nullable String> before(JsonNode sink, List<ReindexState> others) {
        Map<String, @Nullable String> settings = new TreeMap<>();
        settings.put(TOPIC_TO_INDEX, sink.path(TOPIC_TO_INDEX).asText(null));
        settings.put(
                RESOURCE_TYPE,
                others.isEmpty()
                        ? sink.path(RESOURCE_TYPE).asText(null)
                        : others.get(0).pinned().get(RESOURCE_TYPE));
        return settings;
    }

    boolean isIn(JsonNode sink) {
        return targets(sink.path(TOPIC_TO_INDEX).asText("")).contains(topic + ":" + state.oldIndex());
    }

    /** The sink's settings with the pin. */
    ObjectNode putInto(JsonNode sink) {
        return with(sink, topic + ":" + state.oldIndex()).put(RESOURCE_TYPE, "auto");
    }

    /** The sink's settings without the pin: what they were for the topic, and for all of the sink if this was the last one. */
    ObjectNode takeOutOf(JsonNode sink) {
        String before = state.pinned().get(TOPIC_TO_INDEX);
        ObjectNode config = with(
                sink,
                targets(before == null ? "" : before).stream()
                        .filter(this::isOfTheTopic)
                        .findFirst()
                        .orElse(null));
        List<String> targets = targets(config.path(TOPIC_TO_INDEX).asText(""));
        boolean isLast = others.stream()
                .noneMatch(other -> targets.stream().anyMatch(target -> target.endsWith(":" + other.oldIndex())));
        if (isLast) {
            set(config, RESOURCE_TYPE, state.pinned().get(RESOURCE_TYPE));
        }
        return config;
    }

    /** At its place among the others, if it had one. */
    private ObjectNode with(JsonNode sink, @Nullable String target) {
        ObjectNode config = sink.deepCopy();
        List<String> targets =
                new ArrayList<>(targets(config.path(TOPIC_TO_INDEX).asText("")));
        int place = targets.size();
        for (int i = targets.size() - 1; i >= 0; i--) {
            if (isOfTheTopic(targets.get(i))) {
                targets.remove(i);
                place = i;
            }
        }
        if (target != null) {
            targets.add(place, target);
        }
        set(config, TOPIC_TO_INDEX, targets.isEmpty() ? null : String.join(",", targets));
        return config;
    }

    private boolean isOfTheTopic(String target) {
        return target.startsWith(topic + ":");
    }

    private static void set(ObjectNode config, String name, @Nullable String value) {
        if (value == null) {
            config.remove(name);
        } else {
            config.put(name, value);
        }
    }

    private static List<String> targets(String setting) {
        return SourceTopic.list(setting);
    }
}
