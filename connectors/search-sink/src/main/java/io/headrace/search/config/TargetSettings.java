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
        @Nullable String pipeline) {
    /** What the target name stands for. */
    public enum ResourceType {
        AUTO,
        INDEX,
        ALIAS,
        DATA_STREAM
    }
}
