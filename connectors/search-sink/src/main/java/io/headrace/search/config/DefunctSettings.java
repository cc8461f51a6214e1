package io.headrace.search.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of other Elasticsearch sinks that this one doesn't have, and what to do instead. A removed setting is an error
 * of its name; one that changes nothing any more is taken and ignored.
 */
final class DefunctSettings {
    private static final Map<String, String> REPLACED = new LinkedHashMap<>();
    private static final Map<String, String> IGNORED = new LinkedHashMap<>();

    static {
        REPLACED.put(
                "schema.ignore",
                "Schemas decide how values are written and never block: drop it. For mappings from schemas, as"
                        + " schema.ignore=false made them, set mapping.policy=evolve.");
        REPLACED.put("topic.schema.ignore", "As schema.ignore: drop it.");
        REPLACED.put("key.ignore.id.strategy", "Replaced by document.id=topic_partition_offset, none or key.");
        REPLACED.put("index.write.method", "Replaced by write.method=index, create or upsert.");
        REPLACED.put("data.stream.enabled", "Replaced by resource.type=data_stream.");
        REPLACED.put("data.stream.prefix", "Replaced by resource.type=data_stream and index=prefix-${topic}.");
        REPLACED.put("drop.invalid.message", "Replaced by behavior.on.malformed.documents=ignore.");
        REPLACED.put("topic.index.map", "Replaced by topic.to.index, with the same topic:index pairs.");
        REPLACED.put("topic.to.external.resource.mapping", "Replaced by topic.to.index, with topic:resource pairs.");
        REPLACED.put("external.resource.usage", "Replaced by resource.type=index, alias or data_stream.");
        REPLACED.put("data.stream.type", "Replaced by resource.type=data_stream and index=logs-name-namespace.");
        REPLACED.put("data.stream.dataset", "Replaced by resource.type=data_stream and index=logs-name-namespace.");
        REPLACED.put("data.stream.namespace", "Replaced by resource.type=data_stream and index=logs-name-namespace.");
        REPLACED.put(
                "data.stream.timestamp.field", "Not supported: rename the field to @timestamp with fields.rename.");
        REPLACED.put("max.in.flight.bulk.requests", "Replaced by max.in.flight.requests.");
        REPLACED.put("elastic.security.protocol", "Drop it: https:// in connection.url switches TLS on.");
        REPLACED.put("elastic.https.ssl.*", "Replaced by connection.ssl.*, with the same endings.");
        REPLACED.put("kerberos.user.principal", "Not supported: use connection.api.key or a user.");
        REPLACED.put("kerberos.keytab.path", "Not supported: use connection.api.key or a user.");
        REPLACED.put(
                "behavior.on.version.conflict",
                "Drop it: a conflict on an external version means that the document is newer, and is counted.");
        IGNORED.put("type.name", "Mapping types ended with Elasticsearch 7: ignored.");
        IGNORED.put(
                "flush.timeout.ms", "Nothing waits for a flush: ignored. close.timeout.ms bounds the end of a task.");
        IGNORED.put("flush.synchronously", "Offsets always wait for the writes: ignored.");
        IGNORED.put("max.buffered.records", "The buffer is bounded in bytes by max.buffered.bytes: ignored.");
        IGNORED.put("max.connection.idle.time.ms", "A connection that the server has closed is replaced: ignored.");
        IGNORED.put("log.sensitive.data", "Row values are never logged: ignored.");
        IGNORED.put(
                "auto.create.indices.at.start",
                "Indices are created with their first record: ignored. See index.create.");
    }

    private DefunctSettings() {}

    /** What has to be changed: setting to advice. */
    static Map<String, String> errorsIn(Map<String, String> connector) {
        Map<String, String> errors = new TreeMap<>();
        for (String name : connector.keySet()) {
            String advice =
                    name.startsWith("elastic.https.ssl.") ? REPLACED.get("elastic.https.ssl.*") : REPLACED.get(name);
            if (advice != null) {
                errors.put(name, name + " is a setting of another sink. " + advice);
            }
        }
        return errors;
    }

    /** What may be left out: setting to reason. */
    static Map<String, String> remarksOn(Map<String, String> connector) {
        Map<String, String> remarks = new TreeMap<>(IGNORED);
        remarks.keySet().retainAll(connector.keySet());
        return remarks;
    }

    /** All that are refused, for the migration page. */
    public static Map<String, String> replaced() {
        return Map.copyOf(REPLACED);
    }

    /** All that are ignored, for the migration page. */
    public static Map<String, String> ignored() {
        return Map.copyOf(IGNORED);
    }
}
