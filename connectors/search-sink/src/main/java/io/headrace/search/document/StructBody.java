package io.headrace.search.document;

import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonScalarText;
import io.headrace.search.json.JsonSlice;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A document that came as a Struct with its schema. */
public record StructBody(Struct struct) implements Body {
    @Override
    public JsonSlice json(DocumentWriter writer) {
        return writer.write(struct.schema(), struct);
    }

    @Override
    public @Nullable String text(DottedPath path) {
        Object value = struct;
        for (String name : path.names()) {
            if (!(value instanceof Struct inner)) {
                return null;
            }
            Field field = inner.schema().field(name);
            value = field == null ? null : inner.getWithoutDefault(name);
        }
        return JsonScalarText.text(value);
    }

    @Override
    public Schema schema() {
        return struct.schema();
    }
}
