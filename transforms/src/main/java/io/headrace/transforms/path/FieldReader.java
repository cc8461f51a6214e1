package io.headrace.transforms.path;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Reads the one value that a path names, from Structs and Maps alike. */
public final class FieldReader {

    private FieldReader() {}

    /** The named field of a Struct or entry of a Map; null if it is null or there is none. */
    public static @Nullable Object child(Object container, String name) {
        if (container instanceof Struct struct) {
            Field field = struct.schema().field(name);
            if (field == null) {
                return null;
            }
            return value(struct, field);
        }
        return container instanceof Map<?, ?> map ? map.get(name) : null;
    }

    /**
     * The value of a field of the struct's own schema or an equal one. Null in an optional field is null, never the field's
     * default.
     */
    public static @Nullable Object value(Struct struct, Field field) {
        return field.schema().isOptional() && field.schema().defaultValue() != null
                ? struct.getWithoutDefault(field.name())
                : struct.get(field);
    }

    public static boolean has(Object container, String name) {
        return container instanceof Struct struct
                ? struct.schema().field(name) != null
                : container instanceof Map<?, ?> map && map.containsKey(name);
    }

    /** The value at a path without {@code *}; null if it is null, or missing where that is no failure. */
    public static @Nullable Object read(Object row, FieldPath path, MissingField missing, String transform) {
        Object value = row;
        for (FieldPath.Segment segment : path.segments()) {
            if (value == null) {
                return null;
            }
            Object child = child(value, segment.name());
            if (child == null && !has(value, segment.name())) {
                missing.reportInValue(location(row, path, transform), "none");
            }
            value = child;
        }
        return value;
    }

    public static FieldLocation location(Object row, FieldPath path, String transform) {
        String schema =
                row instanceof Struct struct ? String.valueOf(struct.schema().name()) : FieldLocation.NO_SCHEMA;
        return new FieldLocation(transform, schema, path.text());
    }
}
