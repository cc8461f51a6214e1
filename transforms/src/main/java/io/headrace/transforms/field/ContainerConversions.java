package io.headrace.transforms.field;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Conversions of arrays and maps, given the conversion of their elements. */
public final class ContainerConversions {

    private ContainerConversions() {}

    public static TypedConversion array(Schema schema, TypedConversion element) {
        if (!element.changes(schema.valueSchema())) {
            return TypedConversion.unchanged(schema);
        }
        Conversion conversion = value -> elements((List<?>) value, element.conversion());
        return element.schema() == null
                ? TypedConversion.schemaless(conversion)
                : new TypedConversion(Schemas.like(schema, SchemaBuilder.array(element.schema())), conversion);
    }

    public static TypedConversion map(Schema schema, TypedConversion value) {
        if (!value.changes(schema.valueSchema())) {
            return TypedConversion.unchanged(schema);
        }
        boolean keysAreText = schema.keySchema().type() == Schema.Type.STRING;
        if (value.schema() == null) {
            return TypedConversion.schemaless(map -> entries((Map<?, ?>) map, !keysAreText, value.conversion()));
        }
        return new TypedConversion(
                Schemas.like(schema, SchemaBuilder.map(schema.keySchema(), value.schema())),
                map -> entries((Map<?, ?>) map, false, value.conversion()));
    }

    static List<@Nullable Object> elements(List<?> list, Conversion conversion) {
        List<@Nullable Object> converted = new ArrayList<>(list.size());
        for (Object element : list) {
            converted.add(element == null ? null : conversion.convert(element));
        }
        return converted;
    }

    static Map<Object, @Nullable Object> entries(Map<?, ?> map, boolean keysToText, Conversion conversion) {
        Map<Object, @Nullable Object> converted = new LinkedHashMap<>(map.size() * 2);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = entry.getValue();
            Object key = keysToText ? String.valueOf(entry.getKey()) : entry.getKey();
            converted.put(key, value == null ? null : conversion.convert(value));
        }
        return converted;
    }
}
