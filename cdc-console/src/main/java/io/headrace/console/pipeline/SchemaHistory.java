package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that a source's schema history knows: with the first change of another one the source stops, for all tables. */
public final class SchemaHistory {

    private static final String TOPIC = "schema.history.internal.kafka.topic";

    /** As MySQL shows a definition. */
    private static final Pattern CREATE = Pattern.compile("CREATE TABLE `((?:[^`]|``)+)` \\(");

    private final Topics topics;
    private final String topic;

    public SchemaHistory(Topics topics, JsonNode source) {
        this.topics = topics;
        this.topic = source.path(TOPIC).asText("");
    }

    /** Where it is; empty when it is not in Kafka. */
    public String topic() {
        return topic;
    }

    /** Each {@code database.table}, as after the last statement. */
    public Set<String> tables() {
        return newest(Long.MAX_VALUE / 2);
    }

    /**
     * Tells it a table as MySQL shows it, for a source that is stopped: the source reads that as it starts.
     *
     * @param offset the source's stored one, with its partition: the definition holds from there
     * @param definition as SHOW CREATE TABLE has it
     */
    public void define(JsonNode offset, String database, String definition) {
        ObjectNode position = offset.path("offset").deepCopy();
        List<String> others = new ArrayList<>();
        position.fieldNames().forEachRemaining(others::add);
        others.removeIf(name -> !name.startsWith("transaction_") && !name.startsWith("incremental_snapshot_"));
        position.remove(others);
        ObjectNode record = Rest.JSON.createObjectNode();
        record.set("source", offset.path("partition"));
        record.set("position", position);
        record.put("ts_ms", System.currentTimeMillis());
        record.put("databaseName", database);
        record.put("ddl", definition);
        record.putArray("tableChanges");
        topics.send(topic, null, record.toString());
    }

    /** Where it ends now; it has one partition. */
    public long end() {
        return topic.isEmpty()
                ? 0
                : topics.ends(topics.partitions(topic)).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    /** Those of which a definition was written since. */
    public Set<String> tablesSince(long end) {
        long newest = end() - end;
        return newest > 0 ? newest(newest) : Set.of();
    }

    private Set<String> newest(long records) {
        Set<String> known = new LinkedHashSet<>();
        if (!topic.isEmpty()) {
            topics.tail(Map.of(topic, records)).forEach(value -> read(value, known));
        }
        return known;
    }

    private static void read(byte[] value, Set<String> known) {
        JsonNode record;
        try {
            record = Rest.JSON.readTree(value);
        } catch (IOException notOfASource) {
            return;
        }
        Matcher defined = CREATE.matcher(record.path("ddl").asText(""));
        if (record.path("tableChanges").isEmpty() && defined.lookingAt()) {
            known.add(record.path("databaseName").asText() + "."
                    + defined.group(1).replace("``", "`"));
        }
        for (JsonNode change : record.path("tableChanges")) {
            String id = name(change.path("id").asText());
            if (change.path("type").asText().equals("DROP")) {
                known.remove(id);
            } else {
                String before = name(change.path("previousId").asText(""));
                known.remove(before);
                known.add(id);
            }
        }
    }

    /** {@code "db"."table"} without its quotes. */
    private static String name(String id) {
        String plain = id.replaceFirst("^\"", "").replaceFirst("\"$", "");
        int between = plain.indexOf("\".\"");
        return between < 0 ? plain : plain.substring(0, between) + "." + plain.substring(between + 3);
    }
}
