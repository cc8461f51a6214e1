package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The topics that a sink reads, and where their documents go.
 *
 * @param places by topic
 * @param lost topics that can't be followed through the sink's transforms, with the reason
 */
public record SinkTopics(JsonNode sink, Map<String, Place> places, Map<String, String> lost) {

    /**
     * Where a topic's documents are.
     *
     * @param ids what ids are beside the key, which is a placeholder; empty where they are not made of keys
     */
    public record Place(String index, String ids) {
        /** Whether each record decides. */
        public boolean isOpen() {
            return index.contains("${");
        }
    }

    public SinkTopics {
        places = new TreeMap<>(places);
        lost = new TreeMap<>(lost);
    }

    /** @param known topics of rows, of which a pattern selects some */
    public static SinkTopics of(JsonNode sink, Collection<String> known) {
        TreeSet<String> topics =
                new TreeSet<>(SourceTopic.list(sink.path("topics").asText("")));
        known.stream().filter(topic -> Route.reads(sink, topic)).forEach(topics::add);
        Map<String, Place> places = new TreeMap<>();
        Map<String, String> lost = new TreeMap<>();
        for (String topic : topics) {
            try {
                String name = SourceTopic.after(sink, topic).topic();
                places.put(topic, new Place(Route.index(sink, name), ids(sink, topic, name)));
            } catch (SourceTopic.NotFollowed e) {
                lost.put(topic, String.valueOf(e.getMessage()));
            }
        }
        return new SinkTopics(sink, places, lost);
    }

    private static String ids(JsonNode sink, String topic, String name) {
        List<String> ignoring = SourceTopic.list(sink.path("topic.key.ignore").asText(""));
        boolean isKeyed = sink.path("document.id").asText("key").equalsIgnoreCase("key")
                && !sink.path("key.ignore").asText("false").equalsIgnoreCase("true")
                && !sink.path("resource.type").asText("auto").equalsIgnoreCase("data_stream")
                && !ignoring.contains(topic)
                && !ignoring.contains(name);
        return isKeyed ? Route.filled(sink.path("document.id.template").asText("${key}"), name) : "";
    }

    public String name() {
        return sink.path("name").asText("");
    }
}
