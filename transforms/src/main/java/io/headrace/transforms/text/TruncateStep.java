package io.headrace.transforms.text;

import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.TypedConversion;
import io.headrace.transforms.field.ValueStep;
import io.headrace.transforms.path.FieldLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** Cuts text to a number of UTF-8 bytes, suffix included, and never within a character. */
public final class TruncateStep implements ValueStep {

    private static final int MOST_BYTES_PER_CHAR = 3;

    private final int maxBytes;
    private final int keptBytes;
    private final String suffix;
    private final Conversion cutting = value -> cut((String) value);

    /** @param suffix appended to text that was cut; it is part of the bytes, so it must be shorter than they are */
    public TruncateStep(int maxBytes, String suffix) {
        this.maxBytes = maxBytes;
        this.suffix = suffix;
        keptBytes = maxBytes - suffix.getBytes(StandardCharsets.UTF_8).length;
        if (keptBytes <= 0) {
            throw new IllegalArgumentException("the suffix leaves no room");
        }
    }

    @Override
    public TypedConversion compile(Schema schema, FieldLocation location) {
        if (schema.type() != Schema.Type.STRING) {
            throw notTaken(location, "type " + schema.type());
        }
        return new TypedConversion(Schemas.withoutDefault(schema), cutting);
    }

    /** Numbers and booleans stay as they are: they are short. */
    @Override
    public Object convertSchemaless(Object value, FieldLocation location) {
        if (value instanceof String text) {
            return cut(text);
        }
        if (value instanceof Map || value instanceof List || value instanceof byte[]) {
            throw notTaken(
                    location, "a " + (value instanceof Map ? "map" : value instanceof List ? "list" : "byte array"));
        }
        return value;
    }

    private String cut(String text) {
        if (text.length() <= maxBytes / MOST_BYTES_PER_CHAR || end(text, maxBytes) == text.length()) {
            return text;
        }
        return text.substring(0, end(text, keptBytes)).concat(suffix);
    }

    /** The index up to which the text takes no more than the given bytes. */
    private static int end(String text, int bytes) {
        int at = 0;
        int used = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            used += utf8Length(codePoint);
            if (used > bytes) {
                return at;
            }
            at += Character.charCount(codePoint);
        }
        return at;
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }

    private static RuntimeException notTaken(FieldLocation location, String found) {
        return location.error("text", found, "Name the text fields themselves, with '*' for the elements of a list.");
    }
}
