package io.headrace.console.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.SourceTopic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the connectors add to documents beside columns. Read from their configurations, in the words that those use.
 *
 * @param names fields that are added
 * @param beginnings what names of added fields begin with
 * @param isComplete whether nothing else adds fields, as far as the settings tell
 */
record AddedFields(Set<String> names, List<String> beginnings, boolean isComplete) {

    private static final String OURS = "io.headrace.transforms.";
    private static final String UNWRAP = "io.debezium.transforms.ExtractNewRecordState";
    private static final String INSERT = "org.apache.kafka.connect.transforms.InsertField$Value";
    private static final List<String> INSERTED =
            List.of("static.field", "topic.field", "partition.field", "offset.field", "timestamp.field");

    AddedFields {
        names = Set.copyOf(names);
        beginnings = List.copyOf(beginnings);
    }

    /** @param isKnown whether all parts of the pipeline that may change fields are known */
    static AddedFields of(JsonNode source, JsonNode sink, boolean isKnown) {
        Set<String> names = new HashSet<>();
        List<String> beginnings = new ArrayList<>();
        for (JsonNode connector : new JsonNode[] {source, sink}) {
            for (String name : SourceTopic.list(connector.path("transforms").asText(""))) {
                transform(connector, "transforms." + name + ".", names, beginnings);
            }
        }
        for (String pair : SourceTopic.list(sink.path("metadata.fields").asText(""))) {
            names.add(pair.substring(pair.indexOf(':') + 1).strip());
        }
        boolean replaces = !sink.path("write.method").asText("index").equalsIgnoreCase("upsert");
        return new AddedFields(names, beginnings, isKnown && replaces);
    }

    private static void transform(JsonNode connector, String prefix, Set<String> names, List<String> beginnings) {
        switch (connector.path(prefix + "type").asText("").replaceFirst("^" + OURS + "(\\w+)\\$Value$", OURS + "$1")) {
            case INSERT -> INSERTED.forEach(setting -> named(connector, prefix + setting, "", names));
            case UNWRAP ->
                beginnings.add(connector.path(prefix + "add.fields.prefix").asText("__"));
            case OURS + "ChangedFields" -> named(connector, prefix + "field.changes", "", names);
            case OURS + "DocumentVersion" -> named(connector, prefix + "field.name", "", names);
            case OURS + "SoftDelete" -> {
                named(connector, prefix + "deleted.field", "deleted", names);
                named(connector, prefix + "deleted.at.field", "", names);
            }
            default -> {
                // adds no field
            }
        }
    }

    /** InsertField marks optional and required fields by a last character. */
    private static void named(JsonNode connector, String setting, String byDefault, Set<String> names) {
        String name = connector.path(setting).asText(byDefault).replaceFirst("[?!]$", "");
        if (!name.isEmpty()) {
            names.add(name);
        }
    }

    boolean has(String field) {
        return names.contains(field) || beginnings.stream().anyMatch(field::startsWith);
    }
}
