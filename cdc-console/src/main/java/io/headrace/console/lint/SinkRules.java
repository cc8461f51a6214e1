package io.headrace.console.lint;

import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.SinkTarget;
import io.headrace.console.lint.config.SourceTopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Mistakes in a search sink, ours or the vendor's. */
final class SinkRules {

    static final List<Rule> RULES = List.of(
            sink(
                    Severity.ERROR,
                    "envelope-as-document",
                    "Whole change envelopes become documents.",
                    (c, all, found) -> {
                        boolean unwraps = c.transformsBy("ExtractNewRecordState")
                                || c.config().containsValue("org.apache.kafka.connect.transforms.ExtractField$Value")
                                || all.stream()
                                        .anyMatch(s -> s.isSource()
                                                && (s.transformsBy("ExtractNewRecordState")
                                                        || s.transformsBy("EventRouter")));
                        if (c.type().equals(Connector.VENDOR) && readsRows(c, all) && !unwraps) {
                            found.at(
                                    "connector.class",
                                    "indexes what is in the topic: the change envelope with before and after, not the row."
                                            + " Unwrap it (ExtractNewRecordState, and ExtractField$Key for the id), or use "
                                            + Connector.HEADRACE
                                            + ", which understands envelopes and needs neither.",
                                    Change.set("connector.class", Connector.HEADRACE),
                                    Change.set("key.converter", Connector.BYTES),
                                    Change.set("value.converter", Connector.BYTES),
                                    Change.remove("key.converter.schemas.enable"),
                                    Change.remove("value.converter.schemas.enable"));
                            if (c.has("schema.ignore")) {
                                found.at(
                                        "schema.ignore",
                                        "decides whether the vendor's sink derives a mapping from the record's schema;"
                                                + " a sink that understands envelopes leaves mappings to the index"
                                                + " template, and has no such setting.");
                            }
                        }
                    }),
            sink(Severity.ERROR, "missing-sink-setting", "A setting without a default is missing.", (c, all, found) -> {
                if (c.get("topics").isBlank() && c.get("topics.regex").isBlank()) {
                    found.at("topics", "is missing, and so is topics.regex: the sink has nothing to read.");
                }
                if (!c.has("connection.url")) {
                    found.at(
                            "connection.url",
                            "is missing: the address of Elasticsearch or OpenSearch.",
                            Change.set("connection.url", "${env:HEADRACE_ELASTICSEARCH_URL}"));
                }
            }),
            sink(Severity.ERROR, "topics-and-regex", "Topics are named twice.", (c, all, found) -> {
                if (c.has("topics") && c.has("topics.regex")) {
                    found.at("topics.regex", "can't be combined with topics; keep one of them.");
                }
            }),
            sink(Severity.ERROR, "address-without-scheme", "An address lacks http:// or https://.", (c, all, found) -> {
                for (String url : c.list("connection.url")) {
                    if (!url.contains("://") && !url.contains("${")) {
                        found.at(
                                "connection.url",
                                "has an address without http:// or https://.",
                                Change.set(
                                        "connection.url",
                                        c.list("connection.url").stream()
                                                .map(u -> u.equals(url) ? "http://" + u : u)
                                                .collect(Collectors.joining(","))));
                    }
                }
            }),
            sink(Severity.ERROR, "ids-from-offsets", "Every change becomes a document of its own.", (c, all, found) -> {
                boolean adds = new SinkTarget(c).isDataStream() || c.is("write.method", "create");
                if (c.is("key.ignore", "true") && !adds && readsTables(c, all)) {
                    found.at(
                            "key.ignore",
                            "true names documents by topic, partition and offset: an update adds a second document"
                                    + " and a delete can't find the first. Remove it: ids then come from the row's key.",
                            Change.remove("key.ignore"));
                }
            }),
            sink(
                    Severity.ERROR,
                    "deletes-not-indexed",
                    "Deleted rows can still be found, or stop the sink.",
                    (c, all, found) -> {
                        String behaviour =
                                c.get("behavior.on.null.values", c.type().equals(Connector.VENDOR) ? "fail" : "delete");
                        boolean rows = c.list("topics").isEmpty()
                                ? new SinkTarget(c).idsComeFromKeys("")
                                : c.list("topics").stream().anyMatch(new SinkTarget(c)::idsComeFromKeys);
                        boolean ours = c.isOurSink() && (new SinkTarget(c).isDataStream() || !rows);
                        boolean marked = c.transformsBy("SoftDelete")
                                || all.stream().anyMatch(s -> s.isSource() && s.transformsBy("SoftDelete"));
                        if (!behaviour.equalsIgnoreCase("delete")
                                && !ours
                                && !marked
                                && !behaviour.contains("${")
                                && readsTables(c, all)) {
                            found.at(
                                    "behavior.on.null.values",
                                    (behaviour.equalsIgnoreCase("ignore")
                                                    ? "ignore keeps the documents of deleted rows"
                                                    : "fail stops the sink at the first deleted row")
                                            + "; use delete.",
                                    Change.set("behavior.on.null.values", "delete"));
                        }
                    }),
            sink(Severity.ERROR, "silent-drops", "Records that fail are dropped without a trace.", (c, all, found) -> {
                if (c.is("errors.tolerance", "all") && !c.has("errors.deadletterqueue.topic.name")) {
                    found.at(
                            "errors.tolerance",
                            "all without a dead letter topic drops records that fail. Name one.",
                            Change.set("errors.deadletterqueue.topic.name", "dlq." + c.name()),
                            Change.set("errors.deadletterqueue.context.headers.enable", "true"));
                }
            }),
            sink(
                    Severity.WARNING,
                    "unused-dead-letters",
                    "The dead letter topic is never written.",
                    (c, all, found) -> {
                        if (c.has("errors.deadletterqueue.topic.name") && !c.is("errors.tolerance", "all")) {
                            found.at(
                                    "errors.deadletterqueue.topic.name",
                                    "has no effect while errors.tolerance is none: the sink stops at"
                                            + " the first record that fails. Set errors.tolerance=all, or remove it.");
                        }
                    }),
            sink(Severity.WARNING, "dead-letters-without-reason", "Dead letters don't say why.", (c, all, found) -> {
                if (c.has("errors.deadletterqueue.topic.name")
                        && !c.is("errors.deadletterqueue.context.headers.enable", "true")) {
                    found.at(
                            "errors.deadletterqueue.context.headers.enable",
                            "is off, so dead letters lack their reason and origin.",
                            Change.set("errors.deadletterqueue.context.headers.enable", "true"));
                }
            }),
            sink(
                    Severity.WARNING,
                    "malformed-ignored",
                    "Documents that Elasticsearch rejects disappear.",
                    (c, all, found) -> {
                        String behaviour = c.get("behavior.on.malformed.documents");
                        if (behaviour.equalsIgnoreCase("ignore")
                                || (c.isOurSink() && behaviour.equalsIgnoreCase("warn"))) {
                            List<Change> report = new ArrayList<>(ClashRules.deadLetters(c));
                            report.add(Change.set("behavior.on.malformed.documents", "report"));
                            found.at(
                                    "behavior.on.malformed.documents",
                                    behaviour + " drops rejected documents without a trace; report sends them to the"
                                            + " dead letters.",
                                    c.isOurSink() ? report.toArray(new Change[0]) : new Change[0]);
                        }
                    }),
            sink(
                    Severity.ERROR,
                    "reads-uncommitted",
                    "An exactly-once source is read before it commits.",
                    (c, all, found) -> {
                        boolean exactlyOnce = writers(c, all).anyMatch(s -> s.is("exactly.once.support", "required"));
                        if (exactlyOnce && !c.is("consumer.override.isolation.level", "read_committed")) {
                            found.at(
                                    "consumer.override.isolation.level",
                                    "is not read_committed, but the source writes in transactions: an"
                                            + " aborted change would be indexed.",
                                    Change.set("consumer.override.isolation.level", "read_committed"));
                        }
                    }),
            sink(
                    Severity.ERROR,
                    "schema-wrapper-expected",
                    "The converter expects a schema that is not in the topic.",
                    (c, all, found) -> {
                        for (String converter : List.of("value.converter", "key.converter")) {
                            String schemas = converter + ".schemas.enable";
                            boolean plain = writers(c, all).findAny().isPresent()
                                    && writers(c, all).allMatch(s -> s.is(schemas, "false"));
                            if (plain && c.get(converter).endsWith("JsonConverter") && !c.is(schemas, "false")) {
                                found.at(
                                        schemas,
                                        "is true (its default), but the source writes JSON without schemas:"
                                                + " the first record stops the sink.",
                                        Change.set(schemas, "false"));
                            }
                        }
                    }),
            sink(
                    Severity.WARNING,
                    "one-table-stops-all",
                    "One table's unwritable record stops all tables of a pattern.",
                    (c, all, found) -> {
                        if (c.has("topics.regex") && !c.is("errors.tolerance", "all")) {
                            found.at(
                                    "errors.tolerance",
                                    "is none, and topics.regex includes every matching table: the first row of a table"
                                            + " without a key, such as a backup copy, stops the sink for all. all with"
                                            + " a dead letter topic keeps the others going.",
                                    ClashRules.deadLetters(c).toArray(new Change[0]));
                        }
                    }),
            sink(Severity.ERROR, "key-text-as-id", "Ids become the key's JSON text.", (c, all, found) -> {
                boolean extracts = c.config().containsValue("org.apache.kafka.connect.transforms.ExtractField$Key");
                if (c.type().equals(Connector.VENDOR)
                        && c.get("key.converter").endsWith("StringConverter")
                        && !extracts) {
                    found.at(
                            "key.converter",
                            "StringConverter turns the source's keys into ids such as {\"id\":1}; use JsonConverter and"
                                    + " the transform ExtractField$Key.");
                }
            }),
            sink(Severity.WARNING, "needless-unwrap", "Our sink understands envelopes itself.", (c, all, found) -> {
                boolean only = c.config().keySet().stream()
                        .noneMatch(key -> key.matches(
                                "transforms\\.[^.]+\\.(add\\.(fields|headers)|route\\.by\\.field|predicate)"));
                if (c.isOurSink() && c.transformsBy("ExtractNewRecordState") && only) {
                    found.at(
                            "transforms",
                            "unwraps, which this sink does itself, faster and with deletes in order. Remove it.");
                }
            }),
            sink(Severity.ERROR, "bad-index-name", "Elasticsearch rejects the index's name.", (c, all, found) -> {
                for (String pair : c.list("topic.to.index")) {
                    String index = pair.substring(pair.lastIndexOf(':') + 1);
                    if (!pair.contains(":")) {
                        found.at("topic.to.index", "has " + pair + "; pairs are topic:index.");
                    } else if (!index.equals(index.toLowerCase(Locale.ROOT))
                            || index.matches("[-_+].*|.*[ \"*\\\\<>|,/?#].*")) {
                        found.at(
                                "topic.to.index",
                                "has the index name " + index
                                        + ": lower case only, not beginning with - _ +, and none of space \" * \\ < > | , / ? #.");
                    }
                }
            }));

    private SinkRules() {}

    /** The sources that may write what the sink reads. */
    private static Stream<Connector> writers(Connector c, List<Connector> all) {
        return all.stream()
                .filter(Connector::isSource)
                .filter(s -> c.list("topics").isEmpty()
                        || c.list("topics").stream()
                                .anyMatch(t -> SourceTopicNames.of(s).writes(t) != SourceTopicNames.Answer.NO
                                        || SourceTopicNames.of(s).known().stream()
                                                .anyMatch(w -> w.endsWith("." + t))));
    }

    private static boolean readsRows(Connector c, List<Connector> all) {
        return writers(c, all).findAny().isPresent();
    }

    /** Whether the topics are of tables: a source beside writes them, or they are named as Debezium names them. */
    private static boolean readsTables(Connector c, List<Connector> all) {
        boolean routed = writers(c, all).anyMatch(s -> s.transformsBy("EventRouter"));
        return !routed
                && (readsRows(c, all)
                        || (all.stream().noneMatch(Connector::isSource)
                                && (c.get("topics.regex") + c.get("topics")).matches(".*\\..*\\..*")));
    }

    private static Rule sink(Severity severity, String name, String about, Rule.Check check) {
        return new Rule(name, severity, about, (c, all, found) -> {
            if (c.isSink()) {
                check.on(c, all, found);
            }
        });
    }
}
