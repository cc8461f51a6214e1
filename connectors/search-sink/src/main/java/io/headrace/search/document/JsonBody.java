package io.headrace.search.document;

import io.headrace.search.json.FieldPath;
import io.headrace.search.json.Json;
import io.headrace.search.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** A document that came as JSON text. */
public record JsonBody(Json slice) implements Body {
    @Override
    public Json json(DocumentWriter writer) {
        return slice;
    }

    @Override
    public @Nullable String text(FieldPath path) {
        return JsonFields.text(slice, path);
    }
}
