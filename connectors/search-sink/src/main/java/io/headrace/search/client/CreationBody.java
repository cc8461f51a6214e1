package io.headrace.search.client;

import io.headrace.search.config.TargetSettings;
import java.nio.charset.StandardCharsets;

/** What an index is created with. */
final class CreationBody {
    /** For so long the server remembers the versions of deleted documents, so that a late write can't revive one. */
    private static final String GC_DELETES = "\"index.gc_deletes\":\"1h\"";

    private CreationBody() {}

    static byte[] of(TargetSettings target) {
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
        if (target.creationMappings() != null) {
            body.append(",\"mappings\":").append(target.creationMappings());
        }
        return body.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
