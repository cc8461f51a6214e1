package io.headrace.search.client;

import io.headrace.search.config.TargetSettings;
import io.headrace.search.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What an index is created with. */
final class IndexCreationBody {
    /** For so long the server remembers the versions of deleted documents, so that a late write can't revive one. */
    private static final String GC_DELETES = "\"index.gc_deletes\":\"1h\"";

    private IndexCreationBody() {}

    /** @param mappings JSON object; null for those of the settings, if any */
    static JsonBuffer of(TargetSettings target, @Nullable String mappings) {
        StringBuilder body = new StringBuilder("{\"settings\":");
        String settings = target.creationSettings();
        if (settings == null) {
            body.append('{').append(GC_DELETES).append('}');
        } else if (settings.contains("gc_deletes")) {
            body.append(settings);
        } else {
            String rest = settings.substring(settings.indexOf('{') + 1).strip();
            body.append('{')
                    .append(GC_DELETES)
                    .append(rest.startsWith("}") ? "" : ",")
                    .append(rest);
        }
        String chosen = mappings == null ? target.creationMappings() : mappings;
        if (chosen != null) {
            body.append(",\"mappings\":").append(chosen);
        }
        byte[] bytes = body.append('}').toString().getBytes(StandardCharsets.UTF_8);
        return new JsonBuffer(bytes.length).raw(bytes);
    }
}
