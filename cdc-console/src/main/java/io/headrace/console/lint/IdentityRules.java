package io.headrace.console.lint;

import io.headrace.console.lint.config.CapturedTables;
import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.RoutedTopics;
import io.headrace.console.lint.config.SinkTarget;
import io.headrace.console.lint.config.SourceTopicNames;
import io.headrace.console.lint.config.Transform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ids that nobody can look up, that change with a converter, or that two rows share. */
final class IdentityRules {

    private static final String SHARING_CURE = "Give each its own index, let ids tell them apart"
            + " (document.id.template=${topic.database}:${key}), or set index.sharing=allow if their keys never"
            + " collide.";

    static final List<Rule> RULES = List.of(
            Rule.error("unsigned-keys-as-base64", "BIGINT UNSIGNED keys become ids such as AQ==.", (c, all, found) -> {
                if (c.isSource() && writesBase64Keys(c) && c.is("bigint.unsigned.handling.mode", "precise")) {
                    found.at(
                            "key.converter.decimal.format",
                            base64(c)
                                    + ", and bigint.unsigned.handling.mode=precise turns keys into decimals: the key 1"
                                    + " becomes AQ==, and so does its id. Set NUMERIC.",
                            Change.set("key.converter.decimal.format", "NUMERIC"));
                }
            }),
            Rule.warning("decimal-keys-as-base64", "DECIMAL keys become ids in base64.", (c, all, found) -> {
                boolean precise = c.get("decimal.handling.mode", "precise").equalsIgnoreCase("precise");
                if (c.isSource()
                        && writesBase64Keys(c)
                        && precise
                        && !c.is("bigint.unsigned.handling.mode", "precise")) {
                    found.at(
                            "key.converter.decimal.format",
                            base64(c) + ": a DECIMAL key such as 10.0 becomes ZA==, and so does its id. Set NUMERIC.",
                            Change.set("key.converter.decimal.format", "NUMERIC"));
                }
            }),
            Rule.warning(
                    "unsigned-turns-negative",
                    "BIGINT UNSIGNED above 2^63 becomes negative, as value and as id.",
                    (c, all, found) -> {
                        boolean cured = c.config().keySet().stream()
                                .anyMatch(key -> key.matches("transforms\\..*\\bunsigned\\.fields"));
                        if (c.isSource()
                                && c.get("bigint.unsigned.handling.mode", "long")
                                        .equalsIgnoreCase("long")
                                && !cured) {
                            found.at(
                                    "bigint.unsigned.handling.mode",
                                    (c.has("bigint.unsigned.handling.mode")
                                                    ? "long"
                                                    : "is missing, and long, its default,")
                                            + " makes values from 2^63 up negative, in keys and ids too; precise"
                                            + " preserves them.",
                                    precise(c));
                        }
                    }),
            Rule.warning(
                    "composite-key-order-lost",
                    "A multi-field key stops the task: its order is lost.",
                    (c, all, found) -> {
                        boolean map = c.get("key.converter").endsWith("JsonConverter")
                                && c.is("key.converter.schemas.enable", "false");
                        boolean keysChanged = c.chain().stream().anyMatch(t -> t.isOfKeys() || t.isA("ValueToKey"));
                        boolean byKey = c.list("topics").stream().anyMatch(new SinkTarget(c)::idsComeFromKeys)
                                || (c.has("topics.regex") && new SinkTarget(c).idsComeFromKeys(""));
                        if (c.isOurSink()
                                && map
                                && byKey
                                && !keysChanged
                                && !new SinkTarget(c).isDataStream()
                                && c.list("document.id.fields").isEmpty()
                                && !c.has("document.id.map.order")) {
                            found.at(
                                    "key.converter",
                                    "JsonConverter without schemas loses the order of a key's fields, and digits of its"
                                            + " decimals: the first record with a composite key stops the task."
                                            + " ByteArrayConverter preserves both; document.id.fields defines the"
                                            + " order, and document.id.map.order=name keeps the ids that an index"
                                            + " already has.",
                                    bytes(c));
                        }
                    }),
            Rule.error("header-text-lost", "Ids or routes from headers are altered on the way.", (c, all, found) -> {
                boolean ids = c.is("document.id", "header") && !c.is("key.ignore", "true");
                String converter = c.get("header.converter");
                if (c.isOurSink()
                        && (ids || c.is("routing", "header"))
                        && (converter.isEmpty() || converter.endsWith("SimpleHeaderConverter"))) {
                    found.at(
                            "header.converter",
                            (converter.isEmpty() ? "is missing, and Connect's default one" : "SimpleHeaderConverter")
                                    + " reads a header of 007 as the number 7 and 2026-11-30 as a date, so that different rows"
                                    + " get one " + (ids ? "id" : "route")
                                    + "; the sink refuses it. StringConverter preserves text.",
                            Change.set("header.converter", "org.apache.kafka.connect.storage.StringConverter"));
                }
            }),
            Rule.error("tables-share-an-index", "Rows of different tables overwrite each other.", (c, all, found) -> {
                SinkTarget target = new SinkTarget(c);
                if (!c.isSink() || target.isDataStream() || c.is("index.sharing", "allow")) {
                    return;
                }
                Map<String, List<String>> sharing = new LinkedHashMap<>();
                for (String topic : target.topics(SourceTopicNames.ofAll(all))) {
                    RoutedTopics route = target.named(topic);
                    for (String named : route.isKnown() ? route.topics() : Set.<String>of()) {
                        if (target.idsComeFromKeys(named)) {
                            sharing.computeIfAbsent(
                                            target.index(named) + " " + target.ids(named), k -> new ArrayList<>())
                                    .add(topic);
                        }
                    }
                }
                sharing.forEach((indexAndIds, topics) -> {
                    if (topics.stream().distinct().count() > 1) {
                        String index = indexAndIds.substring(0, indexAndIds.indexOf(' '));
                        found.at(
                                c.has("topic.to.index") ? "topic.to.index" : c.has("index") ? "index" : "topics",
                                "sends " + String.join(" and ", topics) + " to the index " + index
                                        + ": rows with equal keys overwrite and delete each other's documents. "
                                        + SHARING_CURE);
                    }
                });
            }),
            Rule.warning(
                    "topics-may-share-an-index",
                    "A topic pattern may bring tables with equal keys into one index.",
                    (c, all, found) -> {
                        SinkTarget target = new SinkTarget(c);
                        boolean known = SourceTopicNames.ofAll(all).stream()
                                        .allMatch(s -> s.lostAt().isEmpty())
                                && all.stream().anyMatch(Connector::isSource);
                        if (c.isOurSink()
                                && !target.isDataStream()
                                && !c.is("index.sharing", "allow")
                                && target.idsComeFromKeys("")
                                && !known
                                && c.chain().stream().noneMatch(Transform::mayRename)
                                && isFree(c.get("topics.regex"))
                                && !tellsApart(target, c.get("topics.regex"))) {
                            found.at(
                                    "topics.regex",
                                    "matches topics that may go into one index, where rows with equal keys overwrite"
                                            + " and delete each other's documents. " + SHARING_CURE);
                        }
                    }));

    private IdentityRules() {}

    private static boolean writesBase64Keys(Connector c) {
        return c.get("key.converter").endsWith("JsonConverter") && !c.is("key.converter.decimal.format", "NUMERIC");
    }

    private static String base64(Connector c) {
        return c.has("key.converter.decimal.format") ? "is BASE64" : "is missing, and BASE64, its default, applies";
    }

    /** Where the converters are the worker's, nobody here knows what they make of a decimal. */
    private static Change[] precise(Connector c) {
        List<Change> changes = new ArrayList<>();
        for (String converter : List.of("key.converter", "value.converter")) {
            if (!c.has(converter)) {
                return new Change[0];
            }
            if (c.get(converter).endsWith("JsonConverter")) {
                changes.add(Change.set(converter + ".decimal.format", "NUMERIC"));
            }
        }
        changes.add(Change.set("bigint.unsigned.handling.mode", "precise"));
        return changes.toArray(new Change[0]);
    }

    private static Change[] bytes(Connector c) {
        if (c.get("index").contains("${key:") || c.is("routing", "key_field")) {
            return new Change[0];
        }
        List<Change> changes = new ArrayList<>(List.of(Change.set("key.converter", Connector.BYTES)));
        c.config().keySet().stream()
                .filter(key -> key.startsWith("key.converter."))
                .forEach(key -> changes.add(Change.remove(key)));
        return changes.toArray(new Change[0]);
    }

    private static boolean isFree(String regex) {
        return !regex.isBlank()
                && !regex.contains("${")
                && CapturedTables.plain(regex).isEmpty();
    }

    /** By the parts of prefix\.database\.table that the pattern leaves open. */
    private static boolean tellsApart(SinkTarget target, String regex) {
        if (target.tells("${topic}")) {
            return true;
        }
        String[] parts = regex.split("\\\\\\.");
        return parts.length == 3
                && CapturedTables.plain(parts[0]).isPresent()
                && (CapturedTables.plain(parts[1]).isPresent() || target.tells("${topic.database}"))
                && (CapturedTables.plain(parts[2]).isPresent() || target.tells("${topic.table}"));
    }
}
