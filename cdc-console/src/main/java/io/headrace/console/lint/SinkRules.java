package io.headrace.console.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Mistakes in a search sink, ours or the vendor's. */
final class SinkRules {

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    static final List<Rule> RULES = List.of(
            sink(
                    Severity.ERROR,
                    "envelope-as-document",
                    "Whole change envelopes become documents.",
                    (c, all, found) -> {
                        boolean unwraps = c.transformsBy("ExtractNewRecordState")
                                || c.config().containsValue("org.apache.kafka.connect.transforms.ExtractField$Value")
                                || all.stream().anyMatch(s -> s.isSource() && s.transformsBy("ExtractNewRecordState"));
                        boolean besideSource = all.stream().anyMatch(Connector::isSource);
                        if (c.type().equals(Connector.VENDOR) && besideSource && !unwraps) {
                            found.at(
                                    "connector.class",
                                    "indexes what is in the topic: the change envelope with before and after, not the row."
                                            + " Unwrap it (ExtractNewRecordState, and ExtractField$Key for the id), or use "
                                            + Connector.HEADRACE
                                            + ", which understands envelopes and needs neither.",
                                    Change.set("connector.class", Connector.HEADRACE),
                                    Change.set("key.converter", BYTES),
                                    Change.set("value.converter", BYTES),
                                    Change.remove("key.converter.schemas.enable"),
                                    Change.remove("value.converter.schemas.enable"));
                            if (c.has("schema.ignore")) {
                                found.at(
                                        "schema.ignore",
                                        "decides whether the vendor's sink makes a mapping of the record's schema; a sink"
                                                + " that understands envelopes leaves mappings to the index template, and has no such setting.");
                            }
                        }
                    }),
            sink(Severity.ERROR, "missing-sink-setting", "A setting without default is missing.", (c, all, found) -> {
                if (!c.has("topics") && !c.has("topics.regex")) {
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
                    found.at("topics.regex", "can't stand beside topics; keep one of them.");
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
                                        c.get("connection.url").replace(url, "http://" + url)));
                    }
                }
            }),
            sink(
                    Severity.ERROR,
                    "unwritten-topic",
                    "The sink reads a topic that no source writes.",
                    (c, all, found) -> {
                        List<String> written = new ArrayList<>();
                        all.stream().filter(Connector::isSource).forEach(s -> written.addAll(s.writtenTopics()));
                        boolean sourcesNameTables = all.stream().anyMatch(Connector::isSource)
                                && all.stream()
                                        .filter(Connector::isSource)
                                        .noneMatch(s -> s.writtenTopics().isEmpty());
                        if (!sourcesNameTables
                                || (c.transformsBy("RegexRouter")
                                        && c.list("topics").isEmpty())) {
                            return;
                        }
                        for (String topic : c.list("topics")) {
                            if (!written.contains(topic)) {
                                String meant = written.stream()
                                        .filter(w -> w.endsWith("." + topic))
                                        .findFirst()
                                        .orElse(Names.nearest(topic, written));
                                found.at(
                                        "topics",
                                        "has " + topic + ", which no source here writes"
                                                + (meant.isEmpty()
                                                        ? "; they write " + String.join(", ", written) + "."
                                                        : "; did you mean " + meant + "?"),
                                        renameTopic(c, topic, meant));
                            }
                        }
                    }),
            sink(Severity.ERROR, "ids-from-offsets", "Every change becomes a document of its own.", (c, all, found) -> {
                if (c.is("key.ignore", "true")) {
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
                    "Deleted rows stay findable, or stop the sink.",
                    (c, all, found) -> {
                        String behaviour =
                                c.get("behavior.on.null.values", c.type().equals(Connector.VENDOR) ? "fail" : "delete");
                        if (!behaviour.equalsIgnoreCase("delete")) {
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
                            "is off, so dead letters come without their reason" + " and origin.",
                            Change.set("errors.deadletterqueue.context.headers.enable", "true"));
                }
            }),
            sink(
                    Severity.WARNING,
                    "malformed-ignored",
                    "Documents that Elasticsearch refuses vanish.",
                    (c, all, found) -> {
                        if (c.is("behavior.on.malformed.documents", "ignore")) {
                            found.at(
                                    "behavior.on.malformed.documents",
                                    "ignore drops refused documents without a trace; report sends them"
                                            + " to the dead letters.",
                                    c.isOurSink()
                                            ? new Change[] {Change.set("behavior.on.malformed.documents", "report")}
                                            : new Change[0]);
                        }
                    }),
            sink(
                    Severity.ERROR,
                    "reads-uncommitted",
                    "An exactly-once source is read before it commits.",
                    (c, all, found) -> {
                        boolean exactlyOnce =
                                all.stream().anyMatch(s -> s.isSource() && s.is("exactly.once.support", "required"));
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
                    "The converter expects a schema that the topic does not hold.",
                    (c, all, found) -> {
                        boolean plain = all.stream()
                                .anyMatch(s -> s.isSource() && s.is("value.converter.schemas.enable", "false"));
                        boolean expects = c.get("value.converter").endsWith("JsonConverter")
                                && !c.is("value.converter.schemas.enable", "false");
                        if (plain && expects) {
                            found.at(
                                    "value.converter.schemas.enable",
                                    "is true (its default), but the source writes JSON without schemas:"
                                            + " the first record stops the sink.",
                                    Change.set("value.converter.schemas.enable", "false"));
                        }
                    }),
            sink(Severity.ERROR, "key-text-as-id", "Ids become the key's JSON text.", (c, all, found) -> {
                boolean extracts = c.config().containsValue("org.apache.kafka.connect.transforms.ExtractField$Key");
                if (c.type().equals(Connector.VENDOR)
                        && c.get("key.converter").endsWith("StringConverter")
                        && !extracts) {
                    found.at(
                            "key.converter",
                            "StringConverter makes ids such as {\"id\":1} of the source's keys; use JsonConverter and"
                                    + " the transform ExtractField$Key.");
                }
            }),
            sink(Severity.WARNING, "needless-unwrap", "Our sink understands envelopes by itself.", (c, all, found) -> {
                if (c.isOurSink() && c.transformsBy("ExtractNewRecordState")) {
                    found.at(
                            "transforms",
                            "unwraps, which this sink does by itself, faster and with deletes in order. Remove it.");
                }
            }),
            sink(Severity.ERROR, "bad-index-name", "Elasticsearch refuses the index's name.", (c, all, found) -> {
                for (String pair : c.list("topic.to.index")) {
                    String index = pair.substring(pair.lastIndexOf(':') + 1);
                    if (!pair.contains(":")) {
                        found.at("topic.to.index", "has " + pair + "; pairs are topic:index.");
                    } else if (!index.equals(index.toLowerCase(java.util.Locale.ROOT))
                            || index.matches("[-_+].*|.*[ \"*\\\\<>|,/?#].*")) {
                        found.at(
                                "topic.to.index",
                                "has the index name " + index
                                        + ": lower case only, not beginning with - _ +, and none of space \" * \\ < > | , / ? #.");
                    }
                }
            }),
            sink(
                    Severity.WARNING,
                    "tables-share-an-index",
                    "Rows of different tables overwrite each other.",
                    (c, all, found) -> {
                        Set<String> seen = new HashSet<>();
                        for (String pair : c.list("topic.to.index")) {
                            String index = pair.substring(pair.lastIndexOf(':') + 1);
                            if (!seen.add(index)) {
                                found.at(
                                        "topic.to.index",
                                        "sends several topics to " + index
                                                + ": rows with equal keys overwrite each other,"
                                                + " unless document.id.fields tells them apart.");
                            }
                        }
                    }),
            sink(
                    Severity.WARNING,
                    "unmapped-topic",
                    "topic.to.index names a topic that the sink does not read.",
                    (c, all, found) -> {
                        for (String pair : c.list("topic.to.index")) {
                            int colon = pair.lastIndexOf(':');
                            if (colon > 0
                                    && c.has("topics")
                                    && !c.list("topics").contains(pair.substring(0, colon))) {
                                found.at(
                                        "topic.to.index",
                                        "names the topic " + pair.substring(0, colon) + ", which is not in topics.");
                            }
                        }
                    }),
            sink(Severity.ERROR, "written-twice", "Two sinks write one topic into one index.", (c, all, found) -> {
                for (Connector other : all) {
                    boolean sameClass = other.type().equals(c.type())
                            && other.get("topic.to.index").equals(c.get("topic.to.index"));
                    if (!other.file().equals(c.file())
                            && other.isSink()
                            && sameClass
                            && !c.get("topics").isEmpty()
                            && other.get("topics").equals(c.get("topics"))) {
                        found.at(
                                "topics",
                                "is also written to the same index by " + other.name() + " (" + other.file()
                                        + "): every document is written twice. Keep one of the two.");
                    }
                }
            }));

    private SinkRules() {}

    /** The document's index stays what it was, when the sink named it after the topic. */
    private static Change[] renameTopic(Connector c, String topic, String meant) {
        if (meant.isEmpty()) {
            return new Change[0];
        }
        List<String> topics = new ArrayList<>(c.list("topics"));
        topics.replaceAll(t -> t.equals(topic) ? meant : t);
        Change changed = Change.set("topics", String.join(",", topics));
        boolean plainName = meant.endsWith("." + topic) && !c.has("topic.to.index") && !c.has("index");
        return plainName && c.isOurSink()
                ? new Change[] {changed, Change.set("topic.to.index", meant + ":" + topic)}
                : new Change[] {changed};
    }

    private static Rule sink(Severity severity, String name, String about, Rule.Check check) {
        return new Rule(name, severity, about, (c, all, found) -> {
            if (c.isSink()) {
                check.on(c, all, found);
            }
        });
    }
}
