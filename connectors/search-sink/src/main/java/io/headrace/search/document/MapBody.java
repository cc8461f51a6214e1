package io.headrace.search.document;

import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonScalarText;
import io.headrace.search.json.JsonSlice;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** A document that came as a Map, without a schema. */
public record MapBody(Map<?, ?> map) implements Body {
    @Override
    public JsonSlice json(DocumentWriter writer) {
        return writer.write(null, map);
    }

    @Override
    public @Nullable String text(DottedPath path) {
        Object value = map;
        for (String name : path.names()) {
            if (!(value instanceof Map<?, ?> inner)) {
                return null;
            }
            value = inner.get(name);
        }
        return JsonScalarText.text(value);
    }

    @Override
    public @Nullable Schema schema() {
        return null;
    }
}
