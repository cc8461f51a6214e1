package io.headrace.search.document;

import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonFields;
import io.headrace.search.json.JsonSlice;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A document that came as JSON text. */
public record JsonBody(JsonSlice slice) implements Body {
    @Override
    public JsonSlice json(DocumentWriter writer) {
        return slice;
    }

    @Override
    public @Nullable String text(DottedPath path) {
        return JsonFields.text(slice, path);
    }

    @Override
    public @Nullable Schema schema() {
        return null;
    }
}
