package io.headrace.search.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.headrace.search.config.TargetSettings.MappingPolicy;
import io.headrace.search.config.TargetSettings.ResourceType;
import io.headrace.search.config.TargetSettings.StringMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.jspecify.annotations.Nullable;

/** Settings of where documents go. */
final class TargetFragment {
    static final String GROUP = "Target";
    static final String INDEX = "index";
    static final String TOPIC_TO_INDEX = "topic.to.index";
    static final String RESOURCE_TYPE = "resource.type";
    static final String INDEX_CREATE = "index.create";
    static final String INDEX_SETTINGS = "index.settings";
    static final String INDEX_MAPPINGS = "index.mappings";
    static final String PIPELINE = "ingest.pipeline";
    static final String MAPPING_POLICY = "mapping.policy";
    static final String MAPPING_STRING = "mapping.string";

    private TargetFragment() {}

    static void define(ConfigDef definition) {
        new SettingGroup(definition, GROUP)
                .optional(
                        INDEX,
                        ConfigDef.Type.STRING,
                        "${topic}",
                        new NonEmptyString(),
                        Importance.HIGH,
                        "Index",
                        "Name of the index, alias or data stream. May contain ${topic}, ${topic.table} and"
                                + " ${topic.database} (the last parts of prefix.database.table), ${key:path},"
                                + " ${value:path}, ${header:name}, ${timestamp:yyyy.MM.dd} (of the record, UTC). It is"
                                + " lower-cased, and characters that the server doesn't allow are replaced by _.")
                .optional(
                        TOPIC_TO_INDEX,
                        ConfigDef.Type.LIST,
                        List.of(),
                        null,
                        Importance.MEDIUM,
                        "Topics to indices",
                        "Pairs of topic:index, separated by commas, for topics that the index setting does not suit."
                                + " Several topics may share an index if their ids differ: see index.sharing.")
                .oneOf(
                        RESOURCE_TYPE,
                        ResourceType.class,
                        ResourceType.AUTO,
                        Importance.MEDIUM,
                        "Resource type",
                        "What the names denote. With alias, the server rejects a write to a name that is not an alias"
                                + " instead of creating an index. With data_stream, documents are only ever added.")
                .optional(
                        INDEX_CREATE,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        null,
                        Importance.MEDIUM,
                        "Create indices",
                        "Whether the sink creates a missing index when its first record arrives. With false a missing"
                                + " index stops the task. Aliases are never created; data streams are created from"
                                + " their template.")
                .optional(
                        INDEX_SETTINGS,
                        ConfigDef.Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        "Index settings",
                        "JSON object with settings for the indices that the sink creates. index.gc_deletes is 1h unless"
                                + " set here.")
                .optional(
                        INDEX_MAPPINGS,
                        ConfigDef.Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        "Index mappings",
                        "JSON object with mappings for the indices that the sink creates, or the path of a file that"
                                + " contains it.")
                .optional(
                        PIPELINE,
                        ConfigDef.Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        "Ingest pipeline",
                        "Ingest pipeline for documents.")
                .oneOf(
                        MAPPING_POLICY,
                        MappingPolicy.class,
                        MappingPolicy.NONE,
                        Importance.LOW,
                        "Mapping policy",
                        "Who assigns field types: templates and dynamic mapping (none); the sink, from the schema of"
                                + " the first record, when it creates an index (create); the sink, also when a schema"
                                + " adds new fields (evolve). Values without a schema are left to the server, and"
                                + " index.mappings takes precedence over create.")
                .oneOf(
                        MAPPING_STRING,
                        StringMapping.class,
                        StringMapping.BOTH,
                        Importance.LOW,
                        "Strings in mappings",
                        "What mapping.policy makes of strings: keyword, text, or text with a keyword subfield.");
    }

    static TargetSettings from(AbstractConfig config) {
        ResourceType type = EnumValidator.parse(ResourceType.class, config.getString(RESOURCE_TYPE));
        MappingPolicy policy = EnumValidator.parse(MappingPolicy.class, config.getString(MAPPING_POLICY));
        if (policy != MappingPolicy.NONE && type == ResourceType.DATA_STREAM) {
            throw new SettingException(
                    MAPPING_POLICY,
                    config.getString(MAPPING_POLICY),
                    "can't be combined with a data stream, whose mapping is in its template");
        }
        boolean creatable = type == ResourceType.AUTO || type == ResourceType.INDEX;
        return new TargetSettings(
                config.getString(INDEX),
                ColonPairs.parse(TOPIC_TO_INDEX, "topic:index", config.getList(TOPIC_TO_INDEX)),
                type,
                config.getBoolean(INDEX_CREATE) && creatable,
                jsonObject(INDEX_SETTINGS, config.getString(INDEX_SETTINGS)),
                jsonObject(INDEX_MAPPINGS, contentOf(config.getString(INDEX_MAPPINGS))),
                config.getString(PIPELINE),
                policy,
                EnumValidator.parse(StringMapping.class, config.getString(MAPPING_STRING)));
    }

    private static @Nullable String contentOf(@Nullable String textOrPath) {
        if (textOrPath == null || textOrPath.strip().startsWith("{")) {
            return textOrPath;
        }
        try {
            return Files.readString(Path.of(textOrPath.strip()));
        } catch (IOException | RuntimeException e) {
            throw new SettingException(
                    INDEX_MAPPINGS,
                    textOrPath,
                    "has to be a JSON object or the path of a file that the worker can read");
        }
    }

    private static @Nullable String jsonObject(String setting, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                parser.skipChildren();
                if (parser.nextToken() == null) {
                    return text;
                }
            }
        } catch (IOException e) {
            // Falls through to the one message that helps.
        }
        throw new SettingException(setting, setting + " has to contain one JSON object, and does not.");
    }
}
