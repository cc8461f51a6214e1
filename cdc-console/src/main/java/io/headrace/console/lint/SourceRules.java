package io.headrace.console.lint;

import io.headrace.console.lint.config.CapturedTables;
import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import java.util.List;
import java.util.regex.Pattern;

/** Mistakes in a Debezium MySQL source. */
final class SourceRules {

    private static final List<String> REQUIRED = List.of(
            "database.hostname",
            "database.user",
            "database.server.id",
            "topic.prefix",
            "schema.history.internal.kafka.bootstrap.servers",
            "schema.history.internal.kafka.topic");

    static final List<Rule> RULES = List.of(
            source(
                    Severity.ERROR,
                    "missing-source-setting",
                    "A setting without a default is missing.",
                    (c, all, found) -> {
                        for (String key : REQUIRED) {
                            boolean elsewhere = key.startsWith("schema.history.internal.kafka.")
                                    && !c.get("schema.history.internal", "KafkaSchemaHistory")
                                            .endsWith("KafkaSchemaHistory");
                            boolean underOldName = (key.equals("topic.prefix") && c.has("database.server.name"))
                                    || c.has(key.replace("schema.history.internal", "database.history"));
                            if (!c.has(key) && !underOldName && !elsewhere) {
                                found.at(key, "is missing; the connector will not start without it.");
                            }
                        }
                    }),
            source(
                    Severity.ERROR,
                    "bad-server-id",
                    "The server id is not a number between 1 and 4294967295.",
                    (c, all, found) -> {
                        String id = c.get("database.server.id");
                        if (!id.isEmpty()
                                && !id.contains("${")
                                && !(id.matches("\\d{1,10}")
                                        && Long.parseLong(id) >= 1
                                        && Long.parseLong(id) <= 4294967295L)) {
                            found.at(
                                    "database.server.id",
                                    "must be a number from 1 to 4294967295 that no other replica uses.");
                        }
                    }),
            source(
                    Severity.ERROR,
                    "bad-topic-prefix",
                    "The topic prefix contains characters that a topic name can't have.",
                    (c, all, found) -> {
                        if (!c.topicPrefix().isEmpty() && !c.topicPrefix().matches("[A-Za-z0-9._-]+")) {
                            found.at(
                                    "topic.prefix",
                                    "may contain only letters, digits, dot, underscore and hyphen: topics and metrics"
                                            + " are named after it.");
                        }
                    }),
            source(
                    Severity.ERROR,
                    "table-without-database",
                    "A table is listed without its database.",
                    (c, all, found) -> {
                        for (String table : c.list("table.include.list")) {
                            if (!table.contains(".") && !table.contains("${")) {
                                String only = c.list("database.include.list").size() == 1
                                                && CapturedTables.plain(c.get("database.include.list"))
                                                        .isPresent()
                                        ? c.get("database.include.list").strip()
                                        : "";
                                found.at(
                                        "table.include.list",
                                        "lists " + table + ", which matches nothing: entries are database.table.",
                                        only.isEmpty()
                                                ? new Change[0]
                                                : new Change[] {
                                                    Change.set(
                                                            "table.include.list",
                                                            c.get("table.include.list")
                                                                    .replaceAll(
                                                                            "(?<![\\w.])" + Pattern.quote(table)
                                                                                    + "(?![\\w.])",
                                                                            only + "." + table))
                                                });
                            }
                        }
                    }),
            source(
                    Severity.ERROR,
                    "table-of-other-database",
                    "A table is listed whose database is not captured.",
                    (c, all, found) -> {
                        List<String> databases = c.list("database.include.list");
                        for (String table : CapturedTables.of(c).named()) {
                            int dot = table.indexOf('.');
                            if (dot > 0
                                    && !databases.isEmpty()
                                    && !CapturedTables.matchesAny(databases, table.substring(0, dot), true)) {
                                found.at(
                                        "table.include.list",
                                        "lists " + table + ", but database.include.list has only "
                                                + String.join(", ", databases) + ": its changes are not captured.");
                            }
                        }
                    }),
            source(
                    Severity.ERROR,
                    "include-and-exclude",
                    "An include list and an exclude list of one kind are both set.",
                    (c, all, found) -> {
                        for (String kind : List.of("database", "table", "column")) {
                            if (c.has(kind + ".include.list") && c.has(kind + ".exclude.list")) {
                                found.at(
                                        kind + ".exclude.list",
                                        "can't be combined with " + kind + ".include.list; keep one of them.");
                            }
                        }
                    }),
            source(
                    Severity.ERROR,
                    "source-tolerates-errors",
                    "A change that can't be converted is dropped without a trace.",
                    (c, all, found) -> {
                        if (c.is("errors.tolerance", "all")) {
                            found.at(
                                    "errors.tolerance",
                                    "all drops changes that a transform or converter fails on: the index then misses"
                                            + " them permanently, and a value meant to be tokenised may pass. Use"
                                            + " none.",
                                    Change.set("errors.tolerance", "none"));
                        }
                    }),
            source(
                    Severity.ERROR,
                    "events-skipped-on-failure",
                    "A change that Debezium can't process is skipped.",
                    (c, all, found) -> {
                        for (String key : List.of(
                                "event.processing.failure.handling.mode",
                                "event.deserialization.failure.handling.mode",
                                "inconsistent.schema.handling.mode")) {
                            if (c.has(key) && !c.is(key, "fail")) {
                                found.at(
                                        key,
                                        c.get(key)
                                                + " continues without the change: the index then misses it permanently."
                                                + " Use fail.",
                                        Change.set(key, "fail"));
                            }
                        }
                    }),
            source(
                    Severity.ERROR,
                    "deletes-not-captured",
                    "Deletes or truncates are left out at the source.",
                    (c, all, found) -> {
                        for (String op : c.list("skipped.operations")) {
                            if (List.of("d", "c", "u").contains(op)) {
                                found.at(
                                        "skipped.operations",
                                        "leaves out " + op + " (c create, u update, d delete): the index will differ"
                                                + " from the table.");
                            }
                        }
                    }),
            source(
                    Severity.WARNING,
                    "no-topic-creation",
                    "This source can write only to a broker that creates topics automatically.",
                    (c, all, found) -> {
                        for (String key : List.of(
                                "topic.creation.default.replication.factor", "topic.creation.default.partitions")) {
                            if (!c.has(key)) {
                                found.at(
                                        key,
                                        "is missing: Connect creates topics only if both"
                                                + " topic.creation.default.partitions and .replication.factor are set;"
                                                + " on a broker with auto.create.topics.enable=false the source waits"
                                                + " for its topics without an error. -1 uses the broker's default.",
                                        Change.set(key, "-1"));
                            }
                        }
                    }),
            source(Severity.WARNING, "no-heartbeat", "An idle source stores no position.", (c, all, found) -> {
                if (c.get("heartbeat.interval.ms", "0").equals("0")) {
                    found.at(
                            "heartbeat.interval.ms",
                            "is off: on a quiet database the stored position does not advance, and binlogs it needs may"
                                    + " be purged. 10000 is a good value.",
                            Change.set("heartbeat.interval.ms", "10000"));
                }
            }),
            source(
                    Severity.WARNING,
                    "decimals-as-bytes",
                    "DECIMAL columns arrive as base64 text such as AYal.",
                    (c, all, found) -> {
                        boolean converted = c.chain().stream()
                                .anyMatch(t -> t.isA("DebeziumTypeConverter") || t.isA("FieldPipeline"));
                        boolean numeric = c.is("value.converter.decimal.format", "NUMERIC");
                        boolean avro = c.get("value.converter").contains("Avro")
                                || c.get("value.converter").contains("Protobuf");
                        boolean precise =
                                c.get("decimal.handling.mode", "precise").equalsIgnoreCase("precise");
                        if (!converted && !numeric && !avro && precise) {
                            found.at(
                                    "decimal.handling.mode",
                                    "is precise" + (c.has("decimal.handling.mode") ? "" : " (its default)")
                                            + ", which appears as base64 in JSON, and dates are day or microsecond"
                                            + " counts. The transforms DebeziumTypeConverter and ExpandJson turn them"
                                            + " into numbers, ISO dates and objects.",
                                    SourceRules.typesAndJson(c));
                        }
                    }),
            source(
                    Severity.WARNING,
                    "decimals-as-double",
                    "Decimals lose digits past the fifteenth.",
                    (c, all, found) -> {
                        if (c.is("decimal.handling.mode", "double")) {
                            found.at(
                                    "decimal.handling.mode",
                                    "double loses digits past the fifteenth; precise with DebeziumTypeConverter"
                                            + " preserves them all.",
                                    Change.remove("decimal.handling.mode"));
                        }
                    }),
            source(Severity.WARNING, "times-cut-to-milliseconds", "Microseconds are lost.", (c, all, found) -> {
                if (c.is("time.precision.mode", "connect")) {
                    found.at(
                            "time.precision.mode",
                            "connect truncates times to milliseconds and can't hold a TIME below 0 or above 24 h; the"
                                    + " default preserves them.",
                            Change.remove("time.precision.mode"));
                }
            }),
            source(
                    Severity.WARNING,
                    "unwrapped-at-the-source",
                    "The listener needs before, after and op.",
                    (c, all, found) -> {
                        boolean meant = all.stream()
                                .anyMatch(sink -> sink.type().equals(Connector.VENDOR)
                                        || (sink.isSink() && sink.is("record.format", "document")));
                        if (c.transformsBy("ExtractNewRecordState") && !meant) {
                            found.at(
                                    "transforms",
                                    "unwraps at the source: topics then lack before and op, which the listener needs"
                                            + " and the search sink understands by itself. Unwrap in the sinks that"
                                            + " need it, or set record.format=document in ours if flat topics are"
                                            + " intended.");
                        }
                    }),
            source(Severity.WARNING, "several-tasks", "The MySQL source always has one task.", (c, all, found) -> {
                if (c.get("tasks.max", "1").strip().matches("[2-9]|[1-9]\\d+")) {
                    found.at(
                            "tasks.max",
                            "has no effect: one server's binlog is read by one task.",
                            Change.set("tasks.max", "1"));
                }
            }),
            source(
                    Severity.ERROR,
                    "query-shows-clear-values",
                    "The statement's text reveals what TokenizeField hides.",
                    (c, all, found) -> {
                        boolean tokens =
                                c.transformsBy("TokenizeField") || c.config().containsValue("TokenizeField");
                        if (c.is("include.query", "true") && tokens) {
                            found.at(
                                    "include.query",
                                    "puts the SQL text with its clear values into every change, next to the tokens."
                                            + " Turn it off.",
                                    Change.set("include.query", "false"));
                        }
                    }),
            source(
                    Severity.WARNING,
                    "no-tombstones",
                    "Sinks other than ours delete on tombstones only.",
                    (c, all, found) -> {
                        boolean vendor = all.stream().anyMatch(o -> o.type().equals(Connector.VENDOR));
                        if (c.is("tombstones.on.delete", "false") && vendor) {
                            found.at(
                                    "tombstones.on.delete",
                                    "is false, but a sink given with it deletes documents on tombstones: deleted rows"
                                            + " can still be found.",
                                    Change.set("tombstones.on.delete", "true"));
                        }
                    }));

    private SourceRules() {}

    private static Rule source(Severity severity, String name, String about, Rule.Check check) {
        return new Rule(name, severity, about, (c, all, found) -> {
            if (c.isSource()) {
                check.on(c, all, found);
            }
        });
    }

    /** None where the chain or the form of the topics is one that a person must look at. */
    private static Change[] typesAndJson(Connector c) {
        boolean routed = c.chain().stream().anyMatch(t -> t.isA("EventRouter") || t.isA("ByLogicalTableRouter"));
        boolean json = List.of("key.converter", "value.converter").stream()
                .allMatch(key -> !c.has(key) || c.get(key).endsWith("JsonConverter"));
        if (routed || !json) {
            return new Change[0];
        }
        if (c.is("value.converter.schemas.enable", "true")) {
            return new Change[] {Change.set("value.converter.decimal.format", "NUMERIC")};
        }
        String present = c.get("transforms");
        String types = free(c, "types");
        String expand = free(c, "json");
        return new Change[] {
            Change.set("transforms", (present.isBlank() ? "" : present + ",") + types + "," + expand),
            Change.set("transforms." + types + ".type", "io.headrace.transforms.DebeziumTypeConverter"),
            Change.set("transforms." + expand + ".type", "io.headrace.transforms.ExpandJson"),
            Change.set("key.converter", Connector.JSON),
            Change.set("key.converter.schemas.enable", "false"),
            Change.set("key.converter.decimal.format", "NUMERIC"),
            Change.set("value.converter", Connector.JSON),
            Change.set("value.converter.schemas.enable", "false"),
            Change.set("value.converter.decimal.format", "NUMERIC")
        };
    }

    private static String free(Connector c, String alias) {
        return c.list("transforms").contains(alias) || c.has("transforms." + alias + ".type")
                ? free(c, alias + "2")
                : alias;
    }
}
