package io.headrace.console.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.init.PipelineEdit;
import io.headrace.console.server.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a table's topic as the source would with its first record, so that the sink finds it at once. Where the source leaves
 * that to the broker, or has a group of settings of its own for the topic, nothing is made.
 */
final class TopicSettings {

    private static final String DEFAULT = "topic.creation.default.";
    private static final String GROUPS = "topic.creation.groups";

    private final JsonNode source;

    TopicSettings(JsonNode source) {
        this.source = source;
    }

    /** @return what was made, in words */
    List<String> make(Topics topics, List<PipelineEdit.Table> tables) {
        List<String> made = new ArrayList<>();
        for (PipelineEdit.Table table : tables) {
            if (isDefault(table.topic()) && topics.partitions(table.topic()).isEmpty()) {
                int partitions = source.path(DEFAULT + "partitions").asInt();
                topics.create(table.topic(), partitions, settings());
                made.add("topic " + table.topic());
            }
        }
        return made;
    }

    private boolean isDefault(String topic) {
        if (source.path(DEFAULT + "partitions").asInt() < 1
                || source.path(DEFAULT + "replication.factor").asInt() != -1) {
            return false;
        }
        for (String group : source.path(GROUPS).asText("").split(",")) {
            String included =
                    source.path("topic.creation." + group.strip() + ".include").asText("");
            for (String pattern : included.split(",")) {
                if (topic.matches(pattern.strip())) {
                    return false;
                }
            }
        }
        return true;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        source.properties().forEach(setting -> {
            String name = setting.getKey();
            if (name.startsWith(DEFAULT) && !name.endsWith(".partitions") && !name.endsWith(".replication.factor")) {
                settings.put(
                        name.substring(DEFAULT.length()), setting.getValue().asText());
            }
        });
        return settings;
    }
}
