package io.headrace.console.lint.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Where a sink writes what it reads. */
public record SinkTarget(Connector sink) {

    /** The topics that it surely reads: those that it names, or of those that the sources write the ones that its pattern takes. */
    public Set<String> topics(List<SourceTopicNames> sources) {
        Set<String> topics = new LinkedHashSet<>(sink.list("topics"));
        if (sink.has("topics.regex")) {
            for (SourceTopicNames source : sources) {
                source.known().stream().filter(this::reads).forEach(topics::add);
            }
        }
        return topics;
    }

    /** Whether it reads the topic, as far as its settings can be read. */
    public boolean reads(String topic) {
        if (!sink.has("topics.regex")) {
            return sink.list("topics").contains(topic);
        }
        try {
            return Pattern.matches(sink.get("topics.regex").strip(), topic);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** What it calls the topic in its own settings: its transforms may rename it. */
    public RoutedTopics named(String topic) {
        return RoutedTopics.of(sink, topic);
    }

    /** The index of a topic, by the name that it has behind the transforms. */
    public String index(String topic) {
        for (String pair : sink.list("topic.to.index")) {
            int colon = pair.indexOf(':');
            if (colon > 0 && pair.substring(0, colon).strip().equals(topic)) {
                return pair.substring(colon + 1).strip();
            }
        }
        return filled(sink.isOurSink() ? sink.get("index", "${topic}") : "${topic}", topic)
                .toLowerCase(Locale.ROOT);
    }

    /** What ids of a topic look like; the key's own part stays a placeholder. */
    public String ids(String topic) {
        return filled(sink.get("document.id.template", "${key}"), topic);
    }

    public boolean idsComeFromKeys(String topic) {
        return !sink.is("key.ignore", "true")
                && !sink.list("topic.key.ignore").contains(topic)
                && sink.get("document.id", "key").equalsIgnoreCase("key");
    }

    public boolean isDataStream() {
        return sink.is("resource.type", "data_stream");
    }

    /** Whether index and id together hold a part of the topic's name. */
    public boolean tells(String placeholder) {
        return (sink.get("index", "${topic}") + sink.get("document.id.template")).contains(placeholder);
    }

    private static String filled(String template, String topic) {
        List<String> parts = new ArrayList<>(List.of(topic.split("\\.")));
        String table = parts.get(parts.size() - 1);
        String database = parts.size() < 2 ? "" : parts.get(parts.size() - 2);
        return template.replace("${topic}", topic)
                .replace("${topic.table}", table)
                .replace("${topic.database}", database);
    }
}
