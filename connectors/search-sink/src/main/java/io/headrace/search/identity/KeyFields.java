package io.headrace.search.identity;

import io.headrace.search.document.MapBody;
import io.headrace.search.document.StructBody;
import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonFields;
import io.headrace.search.json.JsonSlice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Single fields of keys, whichever converter made them. Stateless. */
public final class KeyFields {
    private KeyFields() {}

    /** The scalar at a path of a key that is an object; null when there is none. */
    public static @Nullable String field(@Nullable Object key, DottedPath path) {
        if (key instanceof Struct struct) {
            return new StructBody(struct).text(path);
        }
        if (key instanceof Map<?, ?> map) {
            return new MapBody(map).text(path);
        }
        if (key instanceof byte[] bytes && bytes.length > 0 && bytes[0] == '{') {
            return JsonFields.text(JsonSlice.of(bytes), path);
        }
        if (key instanceof String text && text.startsWith("{")) {
            return JsonFields.text(JsonSlice.of(text.getBytes(StandardCharsets.UTF_8)), path);
        }
        if (key instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return field(bytes, path);
        }
        return null;
    }
}
