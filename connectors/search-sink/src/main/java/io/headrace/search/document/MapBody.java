package io.headrace.search.document;

import io.headrace.search.json.FieldPath;
import io.headrace.search.json.Json;
import io.headrace.search.json.Scalars;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document that came as a Map, without a schema. */
public record MapBody(Map<?, ?> map) implements Body {
    @Override
    public Json json(DocumentWriter writer) {
        return writer.write(null, map);
    }

    @Override
    public @Nullable String text(FieldPath path) {
        Object value = map;
        for (String name : path.names()) {
            if (!(value instanceof Map<?, ?> inner)) {
                return null;
            }
            value = inner.get(name);
        }
        return Scalars.text(value);
    }
}
