package io.headrace.search.index;

import io.headrace.search.config.SinkSettings;
import io.headrace.search.config.TargetSettings.MappingPolicy;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Gives indices the mappings that fit the schemas of their records: one request per schema and index, whichever sender
 * thread meets it first; the others wait for it. Safe for all sender threads of a task.
 */
public final class SchemaMappings {
    private static final int MOST_SCHEMAS = 1_000;

    private final MappingPolicy policy;
    private final boolean ownMappings;
    private final SchemaMapping mapping;
    private final Map<String, IdentityHashMap<Schema, Optional<String>>> answers = new HashMap<>();

    public SchemaMappings(SinkSettings settings) {
        policy = settings.target().mappingPolicy();
        ownMappings = settings.target().creationMappings() != null;
        mapping = new SchemaMapping(settings);
    }

    /** Creates an index for documents of a schema; null for those without. */
    synchronized void create(String index, @Nullable Schema schema, IndexAdmin admin) throws IOException {
        if (policy == MappingPolicy.NONE || schema == null || ownMappings) {
            admin.create(index, null);
            return;
        }
        String exact = mapping.ofNew(schema, true);
        String refusal = admin.tryCreate(index, exact);
        if (refusal != null) {
            admin.create(index, mapping.ofNew(schema, false));
        }
        // Another sender may have created it first, for another schema: what it maps is asked for by evolved().
    }

    /** Why documents of this schema can't be mapped in the index; null when they can, or when nobody wants that. */
    @Nullable
    String refusal(String index, @Nullable Schema schema, IndexAdmin admin) throws IOException {
        return policy != MappingPolicy.EVOLVE || schema == null ? null : evolved(index, schema, admin);
    }

    private synchronized @Nullable String evolved(String index, Schema schema, IndexAdmin admin) throws IOException {
        IdentityHashMap<Schema, Optional<String>> known = answersOf(index);
        Optional<String> answer = known.get(schema);
        if (answer == null) {
            String refusal = null;
            for (String fitting : mapping.ofExisting(schema)) {
                refusal = admin.tryEvolve(index, fitting);
                if (refusal == null) {
                    break;
                }
            }
            answer = Optional.ofNullable(refusal);
            known.put(schema, answer);
        }
        return answer.orElse(null);
    }

    private IdentityHashMap<Schema, Optional<String>> answersOf(String index) {
        IdentityHashMap<Schema, Optional<String>> known =
                answers.computeIfAbsent(index, first -> new IdentityHashMap<>());
        if (known.size() >= MOST_SCHEMAS) {
            known.clear();
        }
        return known;
    }
}
