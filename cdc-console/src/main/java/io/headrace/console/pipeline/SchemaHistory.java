package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables that a source's schema history knows: with the first change of another one the source stops, for all tables. */
public final class SchemaHistory {

    private static final String TOPIC = "schema.history.internal.kafka.topic";

    private final Topics topics;
    private final String topic;

    public SchemaHistory(Topics topics, JsonNode source) {
        this.topics = topics;
        this.topic = source.path(TOPIC).asText("");
    }

    /** Each {@code database.table}, as after the last statement. */
    Set<String> tables() {
        return newest(Long.MAX_VALUE / 2);
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

    /**
     * @param captured tables that the source takes by its lists
     * @param cure a command that lets the history know them
     */
    public Check check(String connector, Collection<String> captured, String cure) {
        String about = "schema history of " + connector;
        if (topic.isEmpty()) {
            return Check.skipped(about, "not in Kafka", "a table that it does not know stops the source", "");
        }
        Set<String> known = tables();
        if (known.isEmpty()) {
            return Check.failed(
                    about,
                    "topic " + topic + " is empty or missing",
                    SourceFailure.HISTORY_LOST.cause(),
                    SourceFailure.HISTORY_LOST.fix(connector));
        }
        List<String> unknown = captured.stream()
                .filter(table -> known.stream().noneMatch(table::equalsIgnoreCase))
                .toList();
        return unknown.isEmpty()
                ? Check.ok(about, "knows the " + captured.size() + " captured table(s)")
                : Check.failed(
                        about,
                        "does not know " + String.join(", ", unknown),
                        "with the first change of such a table the source stops, and all tables with it: a running source"
                                + " reads the definitions of the tables that its lists named at its first start",
                        cure);
    }
}
