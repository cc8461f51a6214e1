package io.headrace.console.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SinkFields;
import io.headrace.console.server.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a running sink that name topics, indices and fields, with tables taken in or let go. */
final class SinkLists {

    private static final String TOPICS = "topics";
    private static final String INDICES = "topic.to.index";
    private static final String RENAMED = "fields.rename";
    private static final SettingList NAMES = SettingList.ofNames();
    private static final SettingList PAIRS =
            new SettingList(',', pair -> pair.substring(0, Math.max(0, pair.lastIndexOf(':'))));

    private SinkLists() {}

    /**
     * @param names the fields of columns with another name
     * @throws Problem when it reads topics by a pattern that does not match
     */
    static ObjectNode with(JsonNode sink, List<PipelineTable> added, FieldNames names) {
        ObjectNode config = sink.deepCopy();
        for (PipelineTable table : added) {
            if (Route.reads(sink, table.topic())) {
                continue;
            }
            if (!config.has(TOPICS)) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Nothing was changed: the sink reads topics by topics.regex, which does not match "
                                + table.topic() + ". Change it, and apply the sink.");
            }
            config.put(TOPICS, NAMES.with(config.path(TOPICS).asText(""), List.of(table.topic())));
            config.put(
                    INDICES, PAIRS.with(config.path(INDICES).asText(""), List.of(table.topic() + ":" + table.alias())));
        }
        Map<String, String> renamed = new TreeMap<>(names.renamed());
        SinkFields.of(sink).renamed().keySet().forEach(renamed::remove);
        renamed.forEach((column, field) -> config.put(
                RENAMED,
                PAIRS.with(config.path(RENAMED).asText(""), List.of(SinkFields.quoted(column) + ":" + field))));
        return config;
    }

    /** @throws Problem when it reads topics by a pattern, or no topic would be left */
    static ObjectNode without(JsonNode sink, Collection<String> topics) {
        ObjectNode config = sink.deepCopy();
        if (!config.has(TOPICS)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Nothing was changed: the sink reads topics by topics.regex. Change it, and apply the sink.");
        }
        String left = NAMES.without(config.path(TOPICS).asText(), topics::contains);
        config.put(TOPICS, left);
        String pairs = PAIRS.without(
                config.path(INDICES).asText(""),
                pair -> topics.contains(
                        pair.substring(0, Math.max(0, pair.lastIndexOf(':'))).strip()));
        if (pairs.isEmpty()) {
            config.remove(INDICES);
        } else {
            config.put(INDICES, pairs);
        }
        return config;
    }

    /** As the sink has them, and new ones only for columns that it does not name. */
    static FieldNames names(JsonNode sink, Collection<TableFacts> tables) {
        TreeMap<String, String> renamed = new TreeMap<>(FieldNames.of(tables).renamed());
        renamed.putAll(SinkFields.of(sink).renamed());
        return new FieldNames(renamed);
    }
}
