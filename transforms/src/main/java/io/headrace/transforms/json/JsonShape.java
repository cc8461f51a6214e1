package io.headrace.transforms.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a parsed JSON value, as far as a schema can express it. Shapes of several values merge into one that fits
 * them all, which is text if they differ in kind.
 *
 * @param fields of an object, in their order; empty for anything else
 * @param element of an array; null for anything else
 */
public record JsonShape(
        Kind kind, Map<String, JsonShape> fields, @Nullable JsonShape element) {

    /** The kinds that a schema can distinguish. */
    public enum Kind {
        /** Nothing is known yet: there was only null, or no element. */
        NONE,
        BOOLEAN,
        WHOLE,
        /** A whole number that a double can't hold exactly, so that it can't share a column with fractions. */
        WIDE_WHOLE,
        FRACTION,
        TEXT,
        BYTES,
        OBJECT,
        ARRAY
    }

    private static final long EXACT_IN_DOUBLE = 1L << 53;

    static final JsonShape NONE = scalar(Kind.NONE);
    private static final JsonShape BOOLEAN = scalar(Kind.BOOLEAN);
    private static final JsonShape WHOLE = scalar(Kind.WHOLE);
    private static final JsonShape WIDE_WHOLE = scalar(Kind.WIDE_WHOLE);
    private static final JsonShape FRACTION = scalar(Kind.FRACTION);
    private static final JsonShape TEXT = scalar(Kind.TEXT);
    private static final JsonShape BYTES = scalar(Kind.BYTES);

    /** The shape of what {@link JsonReader} yields, or of another value that a schemaless record may hold. */
    public static JsonShape of(@Nullable Object value) {
        if (value == null) {
            return NONE;
        }
        if (value instanceof Map<?, ?> map) {
            return object(map);
        }
        if (value instanceof List<?> list) {
            JsonShape element = NONE;
            for (Object one : list) {
                element = element.merge(of(one));
            }
            return new JsonShape(Kind.ARRAY, Map.of(), element);
        }
        return ofScalar(value);
    }

    /** The shape that fits the values of both. */
    public JsonShape merge(JsonShape other) {
        if (kind == Kind.NONE || equals(other)) {
            return other;
        }
        if (other.kind == Kind.NONE) {
            return this;
        }
        if (kind == Kind.OBJECT && other.kind == Kind.OBJECT) {
            Map<String, JsonShape> merged = new LinkedHashMap<>(fields);
            other.fields.forEach((name, shape) -> merged.merge(name, shape, JsonShape::merge));
            return new JsonShape(Kind.OBJECT, merged, null);
        }
        if (element != null && other.element != null) {
            return new JsonShape(Kind.ARRAY, Map.of(), element.merge(other.element));
        }
        return isNumber() && other.isNumber() ? mergeNumbers(other) : TEXT;
    }

    private JsonShape mergeNumbers(JsonShape other) {
        boolean anyFraction = kind == Kind.FRACTION || other.kind == Kind.FRACTION;
        boolean anyWide = kind == Kind.WIDE_WHOLE || other.kind == Kind.WIDE_WHOLE;
        if (anyFraction) {
            return anyWide ? TEXT : FRACTION;
        }
        return WIDE_WHOLE;
    }

    private boolean isNumber() {
        return kind == Kind.WHOLE || kind == Kind.WIDE_WHOLE || kind == Kind.FRACTION;
    }

    /** A Struct can't have a field without a name, so an object with one stays text. */
    private static JsonShape object(Map<?, ?> map) {
        Map<String, JsonShape> fields = new LinkedHashMap<>(map.size() * 2);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (name.isEmpty()) {
                return TEXT;
            }
            fields.put(name, of(entry.getValue()));
        }
        return new JsonShape(Kind.OBJECT, fields, null);
    }

    private static JsonShape ofScalar(Object value) {
        if (value instanceof Boolean) {
            return BOOLEAN;
        }
        if (value instanceof Double || value instanceof Float) {
            return FRACTION;
        }
        if (value instanceof Number number) {
            long whole = number.longValue();
            return whole >= -EXACT_IN_DOUBLE && whole <= EXACT_IN_DOUBLE ? WHOLE : WIDE_WHOLE;
        }
        return value instanceof byte[] ? BYTES : TEXT;
    }

    private static JsonShape scalar(Kind kind) {
        return new JsonShape(kind, Map.of(), null);
    }
}
