package io.headrace.console.lint.config;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a topic may have behind a connector's transforms.
 *
 * @param topics the names, the topic's own among them where a predicate decides
 * @param lostAt the setting behind which they can't be followed, such as a router by a field's value; empty when they can
 */
public record RoutedTopics(Set<String> topics, String lostAt) {

    public RoutedTopics {
        topics = Set.copyOf(topics);
    }

    static RoutedTopics of(Connector connector, String topic) {
        Set<String> topics = Set.of(topic);
        for (Transform transform : connector.chain()) {
            if (!transform.mayRename()) {
                continue;
            }
            Set<String> after = new LinkedHashSet<>();
            for (String name : topics) {
                Transform.Applies applies = transform.appliesTo(name);
                if (applies != Transform.Applies.ALWAYS) {
                    after.add(name);
                }
                if (applies != Transform.Applies.NEVER) {
                    String renamed = renamed(transform, name);
                    if (renamed.isEmpty()) {
                        return new RoutedTopics(topics, transform.prefix() + "type");
                    }
                    after.add(renamed);
                }
            }
            topics = after;
        }
        return new RoutedTopics(topics, "");
    }

    public boolean isKnown() {
        return lostAt.isEmpty();
    }

    /** Empty when the records' values decide. */
    private static String renamed(Transform router, String topic) {
        if (router.isA("RegexRouter")) {
            return replaced(router.get("regex"), router.get("replacement"), topic);
        }
        if (router.isA("ByLogicalTableRouter")) {
            return replaced(router.get("topic.regex"), router.get("topic.replacement"), topic);
        }
        return "";
    }

    private static String replaced(String regex, String replacement, String topic) {
        try {
            Matcher matcher = Pattern.compile(regex).matcher(topic);
            return matcher.matches() ? matcher.replaceFirst(replacement) : topic;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // No expression, or a replacement that asks for what it does not hold: other rules say so.
            return "";
        }
    }
}
