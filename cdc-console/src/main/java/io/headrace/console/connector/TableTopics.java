package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes the topics of tables as the source would with their first records, so that the sink finds all of them at once and does
 * not share out its partitions anew with each. Where the source leaves that to the broker, or has a group of settings of its own
 * for the topic, nothing is made; nor where this user may not make topics: the worker may.
 */
public final class TableTopics {

    private static final String DEFAULT = "topic.creation.default.";
    private static final String GROUPS = "topic.creation.groups";

    private final JsonNode source;

    /** @param source configuration of the connector that writes to them */
    public TableTopics(JsonNode source) {
        this.source = source;
    }

    /** @return what was made, in words */
    public List<String> make(Topics topics, Collection<String> names) {
        List<String> made = new ArrayList<>();
        Set<String> present = topics.partitions(names).keySet();
        for (String name : names) {
            if (isDefault(name) && !present.contains(name)) {
                try {
                    topics.create(name, source.path(DEFAULT + "partitions").asInt(), settings());
                } catch (Problem refused) {
                    if (refused.kind() == Problem.Kind.REFUSED) {
                        return made;
                    }
                    throw refused;
                }
                made.add("topic " + name);
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
