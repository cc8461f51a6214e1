package io.headrace.search.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Settings of which fields a document has. */
final class FieldFragment {
    static final String GROUP = "Fields";
    static final String INCLUDE = "fields.include";
    static final String EXCLUDE = "fields.exclude";
    static final String RENAME = "fields.rename";
    static final String METADATA = "metadata.fields";

    private static final List<String> KNOWN =
            List.of("topic", "partition", "offset", "timestamp", "key", "op", "source.ts");

    private FieldFragment() {}

    static void define(ConfigDef definition) {
        new SettingGroup(definition, GROUP)
                .optional(
                        INCLUDE,
                        ConfigDef.Type.LIST,
                        List.of(),
                        null,
                        Importance.LOW,
                        "Fields to keep",
                        "Paths such as customer.name that documents keep, with everything below them; names with dots"
                                + " in backticks, `spec.width`. Default: all.")
                .optional(
                        EXCLUDE,
                        ConfigDef.Type.LIST,
                        List.of(),
                        null,
                        Importance.LOW,
                        "Fields to leave out",
                        "Paths to leave out of documents, with everything below them.")
                .optional(
                        RENAME,
                        ConfigDef.Type.LIST,
                        List.of(),
                        null,
                        Importance.LOW,
                        "Fields to rename",
                        "Pairs of path:name, separated by commas; the field keeps its place under the new name.")
                .optional(
                        METADATA,
                        ConfigDef.Type.LIST,
                        List.of(),
                        null,
                        Importance.LOW,
                        "Metadata fields",
                        "Pairs of what:name, separated by commas, to add to documents: topic, partition, offset,"
                                + " timestamp, key, op, source.ts, or header.NAME.");
    }

    static FieldSettings from(AbstractConfig config) {
        Map<String, String> metadata = ColonPairs.parse(METADATA, "what:name", config.getList(METADATA));
        for (String what : metadata.keySet()) {
            if (!KNOWN.contains(what) && !what.startsWith("header.")) {
                throw new SettingException(
                        METADATA, what, "has to be one of " + String.join(", ", KNOWN) + ", header.NAME");
            }
        }
        return new FieldSettings(
                List.copyOf(config.getList(INCLUDE)),
                List.copyOf(config.getList(EXCLUDE)),
                ColonPairs.parse(RENAME, "path:name", config.getList(RENAME)),
                metadata);
    }
}
