package io.headrace.console.lint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.SinkTarget;
import io.headrace.console.lint.config.SourceTopicNames;
import java.util.ArrayList;
import java.util.List;

/** Settings of our sink that it refuses together, and what a data stream does not take. */
final class ClashRules {

    private static final String NULLS = "behavior.on.null.values";
    private static final ObjectMapper JSON = new ObjectMapper();

    static final List<Rule> RULES = List.of(
            ours("data-stream-clash", "A data stream only accepts new documents.", (c, all, found) -> {
                if (!new SinkTarget(c).isDataStream()) {
                    return;
                }
                if (!c.is("key.ignore", "true") && c.get("document.id", "key").equalsIgnoreCase("key")) {
                    found.at(
                            "key.ignore",
                            "must be true with a data stream, which only accepts new documents: with ids from keys only"
                                    + " the first change of each row would be kept.",
                            Change.set("key.ignore", "true"));
                }
                if (c.is(NULLS, "delete")) {
                    found.at(
                            NULLS,
                            "can't be delete with a data stream, which only accepts new documents. Use ignore.",
                            Change.set(NULLS, "ignore"));
                }
                if (c.is("write.method", "upsert")) {
                    found.at(
                            "write.method",
                            "can't be upsert with a data stream, which only accepts new documents.",
                            Change.remove("write.method"));
                }
                if (c.has("mapping.policy") && !c.is("mapping.policy", "none")) {
                    found.at(
                            "mapping.policy",
                            "can't be " + c.get("mapping.policy")
                                    + " with a data stream: the mapping belongs in its template.",
                            Change.remove("mapping.policy"));
                }
            }),
            ours("clashing-settings", "Settings that the sink does not allow together.", (c, all, found) -> {
                String id = c.get("document.id", "key");
                if (c.is("key.ignore", "true") && !id.equalsIgnoreCase("key")) {
                    found.at("key.ignore", "and document.id both define where ids come from; keep one.");
                }
                if (c.has("connection.username") != c.has("connection.password")) {
                    found.at(
                            c.has("connection.username") ? "connection.password" : "connection.username",
                            "is missing: connection.username and connection.password go together.");
                }
                long proofs = List.of("connection.username", "connection.api.key", "connection.bearer.token").stream()
                        .filter(c::has)
                        .count();
                if (proofs > 1) {
                    found.at(
                            "connection.username",
                            ", connection.api.key and connection.bearer.token are alternative credentials; keep one.");
                }
                if (c.is("document.version", "source") && !c.is("document.version.equal", "overwrite")) {
                    found.at(
                            "document.version.equal",
                            "must be overwrite with document.version=source, since positions can tie.",
                            movesRows(c)
                                    ? new Change[0]
                                    : new Change[] {Change.set("document.version.equal", "overwrite")});
                }
                if (movesRows(c) && c.is("document.version.equal", "overwrite") && !c.is("document.version", "none")) {
                    found.at(
                            "document.version.equal",
                            "can't be overwrite if the row's value decides routing or index: removing a moved row's"
                                    + " document could hit the new one. Omit it, with document.version=offset.");
                }
                needs(c, found, id.equalsIgnoreCase("value_field"), "document.id.fields", "document.id=value_field");
                needs(c, found, id.equalsIgnoreCase("header"), "document.id.header", "document.id=header");
                needs(
                        c,
                        found,
                        !c.get("routing", "none").equalsIgnoreCase("none"),
                        "routing.field",
                        "routing=" + c.get("routing"));
                needs(
                        c,
                        found,
                        c.is("document.version", "header"),
                        "external.version.header",
                        "document.version=header");
            }),
            ours("report-without-dead-letters", "Rejected records have nowhere to go.", (c, all, found) -> {
                boolean letters = c.is("errors.tolerance", "all") && c.has("errors.deadletterqueue.topic.name");
                if (c.is("behavior.on.malformed.documents", "report") && !letters) {
                    found.at(
                            "behavior.on.malformed.documents",
                            "is report, which needs errors.tolerance=all and errors.deadletterqueue.topic.name.",
                            deadLetters(c).toArray(new Change[0]));
                }
            }),
            ours("bad-pairs", "A list of pairs contains something else.", (c, all, found) -> {
                for (String key : List.of("topic.to.index", "fields.rename", "metadata.fields")) {
                    for (String pair : c.list(key)) {
                        int colon = pair.lastIndexOf(':');
                        if (!key.equals("topic.to.index") && (colon < 1 || colon == pair.length() - 1)) {
                            found.at(key, "has " + pair + "; expected pairs of a:b, separated by commas.");
                        }
                    }
                }
            }),
            ours("bad-json", "A setting should be a JSON object, and is not.", (c, all, found) -> {
                for (String key : List.of("index.settings", "index.mappings")) {
                    String text = c.get(key).strip();
                    boolean path = key.equals("index.mappings") && !text.startsWith("{");
                    if (c.has(key) && !path && !text.contains("${") && !isObject(text)) {
                        found.at(key, "must be one JSON object, and is not.");
                    }
                }
            }),
            ours(
                    "data-stream-stops-at-deletes",
                    "The first deleted row stops a sink that can't delete.",
                    (c, all, found) -> {
                        boolean fails = c.get(NULLS, "fail").equalsIgnoreCase("fail");
                        boolean written = all.stream()
                                .filter(Connector::isSource)
                                .map(SourceTopicNames::of)
                                .anyMatch(s -> c.list("topics").stream()
                                        .anyMatch(t -> s.writes(t) == SourceTopicNames.Answer.YES));
                        if (new SinkTarget(c).isDataStream() && fails && written) {
                            found.at(
                                    NULLS,
                                    (c.has(NULLS)
                                                    ? "is fail"
                                                    : "is missing, and fail is its default with a data stream")
                                            + ": a table's first deleted row stops the task. ignore keeps the"
                                            + " documents, which is what a data stream is for.",
                                    Change.set(NULLS, "ignore"));
                        }
                    }));

    private ClashRules() {}

    private static Rule ours(String name, String about, Rule.Check check) {
        return Rule.error(name, about, (c, all, found) -> {
            if (c.isOurSink()) {
                check.on(c, all, found);
            }
        });
    }

    /** What a sink needs so that refused records are kept. */
    static List<Change> deadLetters(Connector c) {
        List<Change> changes = new ArrayList<>(List.of(Change.set("errors.tolerance", "all")));
        if (!c.has("errors.deadletterqueue.topic.name")) {
            changes.add(Change.set("errors.deadletterqueue.topic.name", "dlq." + c.name()));
        }
        changes.add(Change.set("errors.deadletterqueue.context.headers.enable", "true"));
        return changes;
    }

    private static boolean movesRows(Connector c) {
        return c.is("routing", "value_field") || c.get("index").contains("${value:");
    }

    private static void needs(Connector c, Rule.Found found, boolean needed, String key, String why) {
        if (needed && c.get(key).isBlank()) {
            found.at(key, "is missing, and " + why + " requires it.");
        }
    }

    private static boolean isObject(String text) {
        try {
            return JSON.readTree(text).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
