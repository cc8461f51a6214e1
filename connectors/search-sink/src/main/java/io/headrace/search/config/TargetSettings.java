package io.headrace.search.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which index a record goes to, and who makes it.
 *
 * @param template the index name, with placeholders, of topics that are not in the map
 * @param creationSettings JSON object for the indices that the sink creates
 * @param creationMappings JSON object likewise
 */
public record TargetSettings(
        String template,
        Map<String, String> topicToIndex,
        ResourceType resourceType,
        boolean create,
        @Nullable String creationSettings,
        @Nullable String creationMappings,
        @Nullable String pipeline,
        MappingPolicy mappingPolicy,
        StringMapping strings) {
    /** Who gives fields their types. */
    public enum MappingPolicy {
        /** Templates and the server's dynamic mapping. */
        NONE,
        /** The sink, from the schema, when it creates an index. */
        CREATE,
        /** The sink, also when a schema brings new fields. */
        EVOLVE
    }

    /** What the sink maps strings to. */
    public enum StringMapping {
        KEYWORD,
        TEXT,
        BOTH
    }

    /** What the target name stands for. */
    public enum ResourceType {
        AUTO,
        INDEX,
        ALIAS,
        DATA_STREAM
    }
}
