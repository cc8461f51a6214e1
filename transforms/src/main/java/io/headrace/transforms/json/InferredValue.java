package io.headrace.transforms.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The schema for a shape, and parsed JSON as values of that schema. Everything in it is optional, because JSON may leave out
 * anything.
 */
public final class InferredValue {

    private InferredValue() {}

    /**
     * @param name of the struct that an object becomes; nested ones append their field's name, because some converters need
     * names
     */
    public static Schema schema(JsonShape shape, String name) {
        return switch (shape.kind()) {
            case BOOLEAN -> Schema.OPTIONAL_BOOLEAN_SCHEMA;
            case WHOLE, WIDE_WHOLE -> Schema.OPTIONAL_INT64_SCHEMA;
            case FRACTION -> Schema.OPTIONAL_FLOAT64_SCHEMA;
            case BYTES -> Schema.OPTIONAL_BYTES_SCHEMA;
            case NONE, TEXT -> Schema.OPTIONAL_STRING_SCHEMA;
            case ARRAY ->
                SchemaBuilder.array(schema(Objects.requireNonNull(shape.element()), name))
                        .optional()
                        .build();
            case OBJECT -> {
                SchemaBuilder struct = SchemaBuilder.struct().name(name).optional();
                shape.fields().forEach((field, inner) -> struct.field(field, schema(inner, name + "." + field)));
                yield struct.build();
            }
        };
    }

    /** @param schema of a shape that the value's own shape was merged into */
    public static @Nullable Object of(@Nullable Object value, Schema schema) {
        if (value == null) {
            return null;
        }
        return switch (schema.type()) {
            case STRUCT -> struct((Map<?, ?>) value, schema);
            case ARRAY -> array((List<?>) value, schema);
            case INT64 -> ((Number) value).longValue();
            case FLOAT64 -> fraction(value);
            case STRING -> text(value);
            default -> value;
        };
    }

    private static Struct struct(Map<?, ?> value, Schema schema) {
        Struct struct = new Struct(schema);
        value.forEach((name, inner) -> {
            String field = String.valueOf(name);
            struct.put(field, of(inner, schema.field(field).schema()));
        });
        return struct;
    }

    private static List<@Nullable Object> array(List<?> value, Schema schema) {
        List<@Nullable Object> array = new ArrayList<>(value.size());
        for (Object element : value) {
            array.add(of(element, schema.valueSchema()));
        }
        return array;
    }

    /** Through its text, so that a float keeps its shortest digits. */
    private static double fraction(Object value) {
        return value instanceof Float ? Double.parseDouble(value.toString()) : ((Number) value).doubleValue();
    }

    private static String text(Object value) {
        return value instanceof String text ? text : JsonWriter.write(value);
    }
}
