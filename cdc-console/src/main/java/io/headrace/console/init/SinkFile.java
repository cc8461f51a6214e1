package io.headrace.console.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The sink connector of all tables: the shipped one, with other topics and indices, in the order of the topics. */
final class SinkFile {

    private SinkFile() {}

    /** @param shipped name and config of the shipped sink */
    static ObjectNode of(JsonNode shipped, String prefix, List<PipelineTable> tables, FieldNames names) {
        ObjectNode sink = shipped.deepCopy();
        String name = prefix + "-sink";
        sink.put("name", name);
        ObjectNode config = (ObjectNode) sink.path("config");
        config.put("topics", tables.stream().map(PipelineTable::topic).sorted().collect(Collectors.joining(",")));
        config.put(
                "topic.to.index",
                tables.stream()
                        .sorted(Comparator.comparing(PipelineTable::topic))
                        .map(table -> table.topic() + ":" + table.alias())
                        .collect(Collectors.joining(",")));
        config.put("errors.deadletterqueue.topic.name", "dlq." + name);
        if (!names.setting().isEmpty()) {
            config.put("fields.rename", names.setting());
        }
        return sink;
    }
}
