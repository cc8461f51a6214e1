package io.headrace.listener.internal.consume;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says which source topics are awaited, and what may be wrong: a table without a row has no topic yet, a misspelt one never will. */
final class MissingTopics {
    private static final int SHOWN = 10;

    private MissingTopics() {}

    /** @param existing all topics of the cluster */
    static String text(Collection<String> missing, Collection<String> existing) {
        StringBuilder text = new StringBuilder("No source writes ")
                .append(String.join(", ", new TreeSet<>(missing)))
                .append(" yet; waiting for it. A table's topic is created with its first row or change");
        for (String topic : new TreeSet<>(missing)) {
            existing.stream()
                    .filter(other -> other.toLowerCase(Locale.ROOT).equals(topic.toLowerCase(Locale.ROOT)))
                    .forEach(other -> text.append("; there is ")
                            .append(other)
                            .append(", which differs from ")
                            .append(topic)
                            .append(" only in capitalisation"));
        }
        List<String> prefixes =
                missing.stream().map(MissingTopics::prefix).distinct().toList();
        List<String> siblings = existing.stream()
                .filter(topic -> topic.indexOf('.') != topic.lastIndexOf('.') && prefixes.contains(prefix(topic)))
                .sorted()
                .toList();
        return text.append(
                        siblings.isEmpty()
                                ? "; there is no table topic that begins with " + String.join(" or ", prefixes)
                                        + ".: compare topic.prefix with that of the source connector"
                                : "; compare the rule's table with the tables that the source writes: "
                                        + siblings.stream().limit(SHOWN).collect(Collectors.joining(", "))
                                        + (siblings.size() > SHOWN
                                                ? " and " + (siblings.size() - SHOWN) + " more"
                                                : ""))
                .toString();
    }

    private static String prefix(String topic) {
        int dot = topic.indexOf('.');
        return dot < 0 ? topic : topic.substring(0, dot);
    }
}
