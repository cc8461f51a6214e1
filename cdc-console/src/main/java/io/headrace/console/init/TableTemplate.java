package io.headrace.console.init;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Rest;

/** The index template of one table: its settings, and a field for each column. */
final class TableTemplate {

    private static final int PRIORITY = 100;
    /** What a server allows without being asked. */
    private static final int USUAL_FIELDS = 1_000;

    private TableTemplate() {}

    static ObjectNode of(PipelineTable table, ColumnUse use, FieldNames names) {
        ObjectNode template = Rest.JSON.createObjectNode();
        template.putArray("index_patterns").add(table.alias() + "-v*");
        template.put("priority", PRIORITY);
        ObjectNode body = template.putObject("template");
        ObjectNode settings = body.putObject("settings");
        settings.put("index.number_of_shards", 1);
        settings.put("index.auto_expand_replicas", "0-1");
        settings.put("index.gc_deletes", "1h");
        int fields = 2 * table.facts().columns().size();
        if (fields > USUAL_FIELDS) {
            settings.put("index.mapping.total_fields.limit", fields + USUAL_FIELDS);
        }
        ObjectNode mappings = body.putObject("mappings");
        mappings.put("date_detection", false);
        ObjectNode strings = mappings.putArray("dynamic_templates").addObject().putObject("strings_as_keywords");
        strings.put("match_mapping_type", "string");
        strings.putObject("mapping").put("type", "keyword").put("ignore_above", 8191);
        ObjectNode properties = mappings.putObject("properties");
        for (ColumnFacts column : table.facts().columns()) {
            put(
                    properties,
                    names.field(column.name()),
                    FieldMapping.of(table.facts(), column, use).mapping());
        }
        return template;
    }

    /** A dot in a field's name is a step into an object. */
    private static void put(ObjectNode properties, String field, ObjectNode mapping) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            properties.set(field, mapping);
            return;
        }
        ObjectNode object = properties.withObjectProperty(field.substring(0, dot));
        put(object.withObjectProperty("properties"), field.substring(dot + 1), mapping);
    }
}
