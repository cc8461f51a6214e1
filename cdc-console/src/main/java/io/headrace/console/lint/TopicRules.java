package io.headrace.console.lint;

import io.headrace.console.lint.config.AcceptedValues;
import io.headrace.console.lint.config.CapturedTables;
import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.RoutedTopics;
import io.headrace.console.lint.config.SinkTarget;
import io.headrace.console.lint.config.SourceTopicNames;
import io.headrace.console.suggest.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What does not fit between the topics that sources write and those that sinks read. */
final class TopicRules {

    static final List<Rule> RULES = List.of(
            Rule.error("unwritten-topic", "The sink reads a topic that no source writes.", (c, all, found) -> {
                List<SourceTopicNames> sources = SourceTopicNames.ofAll(all);
                if (!c.isSink() || sources.isEmpty()) {
                    return;
                }
                Set<String> written = new TreeSet<>();
                sources.forEach(source -> written.addAll(source.known()));
                for (String topic : c.list("topics")) {
                    boolean isUnwritten = !topic.contains("${")
                            && sources.stream().allMatch(s -> s.writes(topic) == SourceTopicNames.Answer.NO);
                    boolean hasNoRows = !written.contains(topic)
                            && !c.is("record.format", "document")
                            && sources.stream().anyMatch(s -> s.side().contains(topic));
                    if (isUnwritten || hasNoRows) {
                        String meant = written.stream()
                                .filter(w -> w.endsWith("." + topic))
                                .findFirst()
                                .orElse(NearestName.surely(topic, written));
                        found.at(
                                "topics",
                                "has " + topic
                                        + (isUnwritten ? ", which no source here writes" : ", which holds no rows")
                                        + instead(sources, written, topic, meant),
                                renameTopic(c, topic, meant));
                    }
                }
                boolean allKnown = sources.stream().allMatch(s -> s.lostAt().isEmpty());
                if (c.has("topics.regex")
                        && !c.get("topics.regex").contains("${")
                        && AcceptedValues.Expression.fault(c.get("topics.regex"))
                                .isEmpty()
                        && allKnown
                        && written.stream().noneMatch(new SinkTarget(c)::reads)) {
                    found.at(
                            "topics.regex",
                            "matches none of the topics that the sources here write: " + String.join(", ", written)
                                    + ".");
                }
            }),
            Rule.warning(
                    "reads-side-topics",
                    "A topic pattern also matches topics that do not belong to a table.",
                    (c, all, found) -> {
                        if (!c.isSink() || !c.has("topics.regex")) {
                            return;
                        }
                        SinkTarget target = new SinkTarget(c);
                        for (SourceTopicNames source : SourceTopicNames.ofAll(all)) {
                            for (String topic : source.side()) {
                                boolean heartbeat = topic.startsWith("__debezium-heartbeat");
                                boolean notification =
                                        topic.equals(source.source().get("notification.sink.topic.name"));
                                boolean passedOver = c.isOurSink()
                                        && (heartbeat || (!c.is("record.format", "document") && !notification));
                                if (target.reads(topic) && !passedOver) {
                                    found.at(
                                            "topics.regex",
                                            "also matches " + topic
                                                    + ", which holds no rows: its records become documents or dead"
                                                    + " letters. Make the pattern narrower, as in "
                                                    + source.source()
                                                            .topicPrefix()
                                                            .replace(".", "\\.") + "\\.DATABASE\\..*");
                                }
                            }
                        }
                    }),
            Rule.warning("regex-dots", "A dot in a topic pattern matches any character.", (c, all, found) -> {
                if (c.get("topics.regex").matches("[\\w.-]+")
                        && c.get("topics.regex").contains(".")) {
                    found.at(
                            "topics.regex",
                            "is a plain name, but its dots match any character. Use topics, or write \\\\. for each dot.",
                            c.has("topics") ? new Change[0] : new Change[] {Change.rename("topics.regex", "topics")});
                }
            }),
            Rule.warning(
                    "unmapped-topic", "topic.to.index names a topic that the sink does not read.", (c, all, found) -> {
                        Set<String> named = new TreeSet<>();
                        for (String topic : c.list("topics")) {
                            RoutedTopics route = new SinkTarget(c).named(topic);
                            if (!route.isKnown()) {
                                return;
                            }
                            named.addAll(route.topics());
                        }
                        for (String pair :
                                c.isOurSink() && c.has("topics") ? c.list("topic.to.index") : List.<String>of()) {
                            int colon = pair.indexOf(':');
                            if (colon > 0
                                    && !named.contains(pair.substring(0, colon).strip())) {
                                found.at(
                                        "topic.to.index",
                                        "names the topic " + pair.substring(0, colon) + ", which is not in topics.");
                            }
                        }
                    }),
            Rule.error("written-twice", "Two sinks write one topic into one index.", (c, all, found) -> {
                for (Connector other : all) {
                    boolean sameServer = other.get("connection.url").equals(c.get("connection.url"));
                    if (!c.isSink() || other.file().equals(c.file()) || !other.isSink() || !sameServer) {
                        continue;
                    }
                    for (String topic : c.list("topics")) {
                        RoutedTopics mine = new SinkTarget(c).named(topic);
                        boolean same = other.list("topics").contains(topic)
                                && mine.isKnown()
                                && mine.equals(new SinkTarget(other).named(topic))
                                && mine.topics().stream()
                                        .anyMatch(
                                                t -> new SinkTarget(c).index(t).equals(new SinkTarget(other).index(t)));
                        if (same) {
                            found.at(
                                    "topics",
                                    topic + " is also written to the same index by " + other.name() + " ("
                                            + other.file()
                                            + "): every document is written twice. Keep one of the two.");
                        }
                    }
                }
            }),
            Rule.error(
                    "tables-fold-into-one-topic",
                    "Two tables share one topic, since Debezium replaces other characters by _.",
                    (c, all, found) -> {
                        Map<String, List<String>> tables = new LinkedHashMap<>();
                        for (String table : c.isSource() ? CapturedTables.of(c).named() : List.<String>of()) {
                            tables.computeIfAbsent(SourceTopicNames.topic(c, table), t -> new ArrayList<>())
                                    .add(table);
                        }
                        tables.forEach((topic, folded) -> {
                            if (folded.stream().distinct().count() > 1) {
                                found.at(
                                        "table.include.list",
                                        "has " + String.join(" and ", folded) + ", which both become the topic " + topic
                                                + ": their rows become each other's documents. Capture only one of them, or rename one.");
                            }
                        });
                    }),
            Rule.warning(
                    "tables-routed-into-one-topic",
                    "A router combines tables whose keys may be equal.",
                    (c, all, found) -> {
                        if (!c.isSource() || c.transformsBy("ByLogicalTableRouter")) {
                            return;
                        }
                        SourceTopicNames.of(c).tablesOf().forEach((topic, tables) -> {
                            boolean routed = tables.stream()
                                            .map(t -> SourceTopicNames.topic(c, t))
                                            .distinct()
                                            .count()
                                    > 1;
                            if (routed) {
                                found.at(
                                        "transforms",
                                        "route " + String.join(" and ", tables) + " into the topic " + topic
                                                + ": rows with equal keys become one document. ByLogicalTableRouter adds the table to the key (or set key.enforce.uniqueness=false there if keys differ anyway).");
                            }
                        });
                    }));

    private TopicRules() {}

    private static String instead(List<SourceTopicNames> sources, Set<String> written, String topic, String meant) {
        if (!meant.isEmpty()) {
            return "; did you mean " + meant + "?";
        }
        boolean excluded =
                sources.stream().anyMatch(s -> topic.startsWith(s.source().topicPrefix() + "."));
        return (excluded ? ": its lists leave the table out" : "")
                + (written.isEmpty() ? "." : "; they write " + String.join(", ", written) + ".");
    }

    /** The document's index stays what it was, when the sink named it after the topic. */
    private static Change[] renameTopic(Connector c, String topic, String meant) {
        if (meant.isEmpty()) {
            return new Change[0];
        }
        List<String> topics = new ArrayList<>(c.list("topics"));
        topics.replaceAll(t -> t.equals(topic) ? meant : t);
        Change changed =
                Change.set("topics", String.join(",", topics.stream().distinct().toList()));
        boolean plainName = meant.endsWith("." + topic) && !c.has("topic.to.index") && !c.has("index");
        return plainName && c.isOurSink() && topics.size() == 1
                ? new Change[] {changed, Change.set("topic.to.index", meant + ":" + topic)}
                : new Change[] {changed};
    }
}
