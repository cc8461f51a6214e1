package io.headrace.console.lint;

import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings that older versions had, and what they are called or mean today. */
final class RenamedKeys {

    private static final Map<String, String> SOURCE = Map.ofEntries(
            Map.entry("database.server.name", "topic.prefix"),
            Map.entry("database.history", "schema.history.internal"),
            Map.entry("database.history.kafka.topic", "schema.history.internal.kafka.topic"),
            Map.entry("database.history.kafka.bootstrap.servers", "schema.history.internal.kafka.bootstrap.servers"),
            Map.entry("database.history.skip.unparseable.ddl", "schema.history.internal.skip.unparseable.ddl"),
            Map.entry(
                    "database.history.store.only.captured.tables.ddl",
                    "schema.history.internal.store.only.captured.tables.ddl"),
            Map.entry(
                    "database.history.store.only.monitored.tables.ddl",
                    "schema.history.internal.store.only.captured.tables.ddl"),
            Map.entry("database.whitelist", "database.include.list"),
            Map.entry("database.blacklist", "database.exclude.list"),
            Map.entry("table.whitelist", "table.include.list"),
            Map.entry("table.blacklist", "table.exclude.list"),
            Map.entry("column.whitelist", "column.include.list"),
            Map.entry("column.blacklist", "column.exclude.list"),
            Map.entry("connect.keep.alive.interval", "connect.keep.alive.interval.ms"));

    private static final Map<String, String> SOURCE_GONE = Map.of(
            "gtid.new.channel.position", "new channels are always read from their beginning",
            "snapshot.new.tables", "an incremental snapshot (a signal) adds new tables",
            "database.history.producer.acks", "the schema history sets it itself",
            "source.struct.version", "only one form of the source block is left");

    private static final Map<String, String> SINK_GONE = Map.ofEntries(
            Map.entry("type.name", "Elasticsearch has had no mapping types since version 7"),
            Map.entry("schema.ignore", "documents never depend on it here: mappings are left to the index template"),
            Map.entry("topic.schema.ignore", "documents never depend on it here"),
            Map.entry("drop.invalid.message", "behavior.on.malformed.documents=ignore does this"),
            Map.entry("auto.create.indices.at.start", "index.create says whether the sink may create an index"),
            Map.entry("flush.synchronously", "offsets always wait for the writes"),
            Map.entry("flush.timeout.ms", "nothing waits for a flush; close.timeout.ms bounds the end of a task"),
            Map.entry("max.buffered.records", "max.buffered.bytes bounds the buffer"),
            Map.entry("max.connection.idle.time.ms", "a connection that the server has closed is replaced"),
            Map.entry("log.sensitive.data", "row values are never logged"),
            Map.entry("behavior.on.version.conflict", "a conflict means that the document is newer, and is counted"),
            Map.entry("elastic.security.protocol", "https:// in connection.url switches TLS on"));

    /** Of another sink, and each with more than one answer here: a person must choose. */
    private static final Map<String, String> SINK_REPLACED = Map.ofEntries(
            Map.entry("key.ignore.id.strategy", "document.id=topic_partition_offset, none or key"),
            Map.entry("external.resource.usage", "resource.type=index, alias or data_stream"),
            Map.entry("data.stream.enabled", "resource.type=data_stream"),
            Map.entry("data.stream.prefix", "resource.type=data_stream and index=prefix-${topic}"),
            Map.entry("data.stream.type", "resource.type=data_stream and index=logs-name-namespace"),
            Map.entry("data.stream.dataset", "resource.type=data_stream and index=logs-name-namespace"),
            Map.entry("data.stream.namespace", "resource.type=data_stream and index=logs-name-namespace"),
            Map.entry("data.stream.timestamp.field", "fields.rename, which can turn a field into @timestamp"),
            Map.entry("kerberos.user.principal", "connection.api.key or a user"),
            Map.entry("kerberos.keytab.path", "connection.api.key or a user"));

    private static final Map<String, String> SINK = Map.of(
            "index.write.method", "write.method",
            "topic.index.map", "topic.to.index",
            "topic.to.external.resource.mapping", "topic.to.index",
            "max.in.flight.bulk.requests", "max.in.flight.requests");

    static final List<Rule> RULES = List.of(
            Rule.error("renamed-setting", "A setting was renamed in Debezium 2.0.", (c, all, found) -> {
                if (c.isSource()) {
                    SOURCE.forEach((old, now) -> {
                        if (c.has(old)) {
                            found.at(
                                    old,
                                    "is called " + now + " since Debezium 2.0; the old name is ignored.",
                                    c.has(now) ? Change.remove(old) : Change.rename(old, now));
                        }
                    });
                    for (String key : c.config().keySet()) {
                        if (key.startsWith("database.history.")
                                && !SOURCE.containsKey(key)
                                && !SOURCE_GONE.containsKey(key)) {
                            String now = key.replaceFirst("^database\\.history\\.", "schema.history.internal.");
                            found.at(
                                    key,
                                    "is called " + now + " since Debezium 2.0; the old name is ignored.",
                                    Change.rename(key, now));
                        }
                    }
                }
                if (c.isOurSink()) {
                    SINK.forEach((old, now) -> {
                        if (c.has(old)) {
                            found.at(
                                    old,
                                    "is called " + now + " here.",
                                    c.has(now) ? Change.remove(old) : Change.rename(old, now));
                        }
                    });
                }
            }),
            Rule.error(
                    "removed-setting",
                    "A setting of an older version or another sink no longer means anything.",
                    (c, all, found) -> {
                        Map<String, String> gone = c.isSource() ? SOURCE_GONE : c.isOurSink() ? SINK_GONE : Map.of();
                        gone.forEach((key, why) -> {
                            if (c.has(key)) {
                                found.at(key, "is gone: " + why + ". Remove it.", Change.remove(key));
                            }
                        });
                        for (String key : c.isOurSink() ? c.config().keySet() : java.util.Set.<String>of()) {
                            String instead = key.startsWith("elastic.https.ssl.")
                                    ? "connection.ssl." + key.substring("elastic.https.ssl.".length())
                                    : SINK_REPLACED.getOrDefault(key, "");
                            if (!instead.isEmpty()) {
                                found.at(
                                        key,
                                        "is a setting of another sink; here it is " + instead + ".",
                                        key.startsWith("elastic.https.ssl.") && !c.has(instead)
                                                ? new Change[] {Change.rename(key, instead)}
                                                : new Change[0]);
                            }
                        }
                        if (c.type().equals(Connector.VENDOR) && c.has("type.name")) {
                            found.at(
                                    "type.name",
                                    "is gone: " + SINK_GONE.get("type.name") + ". Remove it.",
                                    Change.remove("type.name"));
                        }
                    }),
            Rule.error("renamed-value", "A value was renamed in Debezium 2.6 or 3.", (c, all, found) -> {
                Map<String, String> modes = Map.of("schema_only", "no_data", "schema_only_recovery", "recovery");
                String now = modes.get(c.get("snapshot.mode"));
                if (c.isSource() && now != null) {
                    found.at(
                            "snapshot.mode",
                            c.get("snapshot.mode") + " is called " + now + " since Debezium 2.6.",
                            Change.set("snapshot.mode", now));
                }
                if (c.isSource() && c.is("time.precision.mode", "adaptive")) {
                    found.at(
                            "time.precision.mode",
                            "adaptive is not a mode for MySQL; the default is adaptive_time_microseconds.",
                            Change.remove("time.precision.mode"));
                }
            }),
            Rule.error(
                    "renamed-unwrap-setting",
                    "ExtractNewRecordState has had a single setting for deletes since Debezium 2.5.",
                    (c, all, found) -> {
                        for (String transform : c.list("transforms")) {
                            String prefix = "transforms." + transform + ".";
                            if (!c.get(prefix + "type").endsWith("ExtractNewRecordState")) {
                                continue;
                            }
                            for (String old : List.of("drop.tombstones", "delete.handling.mode")) {
                                if (c.has(prefix + old)) {
                                    String now = unwrapped(
                                            c.get(prefix + "delete.handling.mode", "drop"),
                                            !c.is(prefix + "drop.tombstones", "false"));
                                    String key = prefix + "delete.tombstone.handling.mode";
                                    List<Change> changes = new ArrayList<>(List.of(
                                            Change.remove(prefix + "drop.tombstones"),
                                            Change.remove(prefix + "delete.handling.mode")));
                                    if (!c.has(key)) {
                                        changes.add(Change.set(key, now));
                                    }
                                    found.at(
                                            prefix + old,
                                            "was replaced by " + key
                                                    + " (drop, tombstone, rewrite, rewrite-with-tombstone,"
                                                    + " delete-to-tombstone); the current setting corresponds"
                                                    + " to " + now + " there.",
                                            changes.toArray(new Change[0]));
                                }
                            }
                        }
                    }));

    private RenamedKeys() {}

    /** What the two settings of before said together. */
    private static String unwrapped(String deletes, boolean dropsTombstones) {
        return switch (deletes.toLowerCase(java.util.Locale.ROOT)) {
            case "rewrite" -> dropsTombstones ? "rewrite" : "rewrite-with-tombstone";
            case "none" -> dropsTombstones ? "delete-to-tombstone" : "tombstone";
            default -> dropsTombstones ? "drop" : "tombstone";
        };
    }
}
