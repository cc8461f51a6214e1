package io.headrace.search.identity;

import io.headrace.search.config.SettingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands around the key in a document id, so that topics may share an index. Used by the task thread only. */
public final class IdTemplate {
    static final String SETTING = "document.id.template";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final String KEY = "key";
    private static final int MOST_TOPICS = 10_000;

    /** What stands before and after the key in the ids of one topic. */
    public record KeyAffixes(String before, String after) {
        String around(String key) {
            return before + key + after;
        }
    }

    private final List<String> before;
    private final List<String> after;
    private final Map<String, KeyAffixes> ofTopic = new HashMap<>();

    private IdTemplate(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** @throws SettingException when it is none, or ids made by it could be the same for two topics */
    public static IdTemplate parse(String text) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        List<String> side = before;
        Matcher placeholder = PLACEHOLDER.matcher(text);
        int end = 0;
        int keys = 0;
        while (placeholder.find()) {
            addText(side, text.substring(end, placeholder.start()));
            end = placeholder.end();
            if (placeholder.group(1).equals(KEY)) {
                keys++;
                side = after;
            } else if (TableTopicName.isPlaceholder(placeholder.group(1))) {
                side.add(placeholder.group());
            } else {
                throw new SettingException(
                        SETTING,
                        text,
                        "has a placeholder that is none of ${key}, ${topic}, ${topic.database}, ${topic.table}");
            }
        }
        addText(side, text.substring(end));
        if (keys != 1) {
            throw new SettingException(SETTING, text, "has to hold ${key} once, and holds it " + keys + " times");
        }
        requireBoundary(text, before, before.size() - 1);
        requireBoundary(text, after, 0);
        return new IdTemplate(before, after);
    }

    private static void addText(List<String> side, String text) {
        if (!text.isEmpty()) {
            side.add(text);
        }
    }

    /** Topic a_ with key b and topic a with key _b must not become one id. */
    private static void requireBoundary(String text, List<String> side, int nextToKey) {
        boolean hasTopic = side.stream().anyMatch(IdTemplate::isPlaceholder);
        boolean isBounded = hasTopic
                && !isPlaceholder(side.get(nextToKey))
                && !side.get(nextToKey).matches("[A-Za-z0-9._-]*");
        if (hasTopic && !isBounded) {
            throw new SettingException(
                    SETTING,
                    text,
                    "needs a character that no topic's name has, such as :, between ${key} and what is made of the"
                            + " topic; else two topics and keys could become one id");
        }
    }

    private static boolean isPlaceholder(String part) {
        return part.startsWith("${");
    }

    /** Whether ids are the keys' texts alone. */
    public boolean isKeyAlone() {
        return before.isEmpty() && after.isEmpty();
    }

    /** Whether it holds one of these: {@code topic}, {@code topic.database}, {@code topic.table}. */
    public boolean holds(String placeholder) {
        String part = "${" + placeholder + "}";
        return before.contains(part) || after.contains(part);
    }

    /** @throws SettingException when the topic's name has too few parts */
    public KeyAffixes of(String topic) {
        KeyAffixes known = ofTopic.get(topic);
        if (known != null) {
            return known;
        }
        if (ofTopic.size() >= MOST_TOPICS) {
            ofTopic.clear();
        }
        KeyAffixes affixes = new KeyAffixes(filled(before, topic), filled(after, topic));
        ofTopic.put(topic, affixes);
        return affixes;
    }

    private static String filled(List<String> parts, String topic) {
        StringBuilder filled = new StringBuilder();
        for (String part : parts) {
            String text = isPlaceholder(part) ? TableTopicName.part(topic, part.substring(2, part.length() - 1)) : part;
            if (text == null || text.isEmpty()) {
                throw new SettingException(
                        SETTING,
                        SETTING + " needs " + part + ", and topic " + topic
                                + " has no such part. Correct the setting, or leave the topic out.");
            }
            filled.append(text);
        }
        return filled.toString();
    }
}
