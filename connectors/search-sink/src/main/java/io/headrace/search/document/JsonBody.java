package io.headrace.search.document;

import org.jspecify.annotations.Nullable;

/** A document that came as JSON text. */
record JsonBody(Json slice) implements Body {
    @Override
    public Json json(DocumentWriter writer) {
        return slice;
    }

    @Override
    public @Nullable String text(FieldPath path) {
        return JsonFields.text(slice, path);
    }
}
