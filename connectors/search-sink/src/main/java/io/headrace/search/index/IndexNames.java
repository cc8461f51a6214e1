package io.headrace.search.index;

import io.headrace.search.config.SettingException;
import io.headrace.search.config.TargetSettings;
import io.headrace.search.document.Body;
import io.headrace.search.failure.RecordException;
import io.headrace.search.record.IndexResolver;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Gives each record its index name. Used by the task thread only. */
public final class IndexNames implements IndexResolver {
    private static final int LONGEST = 255;
    private static final String ILLEGAL = "\\/*?\"<>| ,#:";
    private static final int MOST_NAMES = 10_000;

    private final IndexTemplate template;
    private final Map<String, String> topicToIndex;
    private final Map<String, String> legalNames = new HashMap<>();
    private final Map<String, String> origins = new HashMap<>();

    public IndexNames(TargetSettings settings) {
        this.template = IndexTemplate.parse(settings.template());
        this.topicToIndex = settings.topicToIndex();
    }

    @Override
    public String index(SinkRecord record, @Nullable Body row) {
        String mapped = topicToIndex.get(record.topic());
        return mapped != null ? mapped : legalised(template.fill(record, row));
    }

    @Override
    public @Nullable String index(String topic) {
        String mapped = topicToIndex.get(topic);
        if (mapped != null || !template.dependsOnTopicOnly()) {
            return mapped;
        }
        String name = template.fill(topic);
        return name == null ? null : legal(name);
    }

    @Override
    public boolean dependsOnValue() {
        return template.dependsOnValue();
    }

    @Override
    public boolean dependsOnTime(String topic) {
        return template.dependsOnTime() && !topicToIndex.containsKey(topic);
    }

    /** Two names that differ before and no more after this would mix their documents. */
    private String legalised(String name) {
        String known = legalNames.get(name);
        if (known != null) {
            return known;
        }
        if (legalNames.size() >= MOST_NAMES) {
            legalNames.clear();
            origins.clear();
        }
        String legal = legal(name);
        String other = origins.putIfAbsent(legal, name);
        if (other != null && !other.equals(name)) {
            String message = "Two names, of topics or of what the index setting is made of, both become index " + legal
                    + ", and their documents would mix. Give one topic another index with topic.to.index, or both"
                    + " this one if they belong together.";
            throw template.dependsOnTopicOnly()
                    ? new SettingException("topic.to.index", message)
                    : new RecordException(message);
        }
        legalNames.put(name, legal);
        return legal;
    }

    /** Fails when two topics would be written to one index that nobody asked for. */
    public void requireDistinct(Collection<String> topics) {
        if (!template.isTopicAlone()) {
            return;
        }
        Map<String, String> topicOf = new HashMap<>();
        for (String topic : topics) {
            String other = topicToIndex.containsKey(topic) ? null : topicOf.put(legal(topic), topic);
            if (other != null && !other.equals(topic)) {
                throw new SettingException(
                        "topic.to.index",
                        "topic.to.index has to tell topics " + other + " and " + topic
                                + " apart, which both become index " + legal(topic) + ".");
            }
        }
    }

    /** The nearest name that the server allows: lower case, nothing illegal, at most 255 bytes. */
    public static String legal(String name) {
        StringBuilder legal = new StringBuilder(name.length());
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (legal.isEmpty() && (c == '-' || c == '_' || c == '+')) {
                continue;
            }
            legal.append(ILLEGAL.indexOf(c) >= 0 || c < ' ' ? '_' : c);
        }
        while (legal.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            legal.setLength(legal.length() - 1);
        }
        String text = legal.toString();
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new RecordException(
                    "An index needs a name, and the index setting leaves none for this record. Correct"
                            + " the setting, or map the topic with topic.to.index.");
        }
        return text;
    }
}
