package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Follows one path down to the values that it names: through schemas when a plan is compiled, through values if there is no
 * schema.
 */
record PathWalk(FieldPath path, ValueStep step, MissingField missing) {

    /** The conversion of values of this schema, which the first {@code at} segments of the path led to. */
    TypedConversion compile(Schema schema, int at, FieldLocation location) {
        if (at == path.segments().size()) {
            return step.compile(schema, location);
        }
        FieldPath.Segment segment = path.segments().get(at);
        if (schema.type() == Schema.Type.STRUCT) {
            return struct(schema, segment, at, location);
        }
        if (segment.any() && schema.type() == Schema.Type.ARRAY) {
            return ContainerConversions.array(schema, compile(schema.valueSchema(), at + 1, location));
        }
        if (segment.any() && schema.type() == Schema.Type.MAP) {
            return ContainerConversions.map(schema, compile(schema.valueSchema(), at + 1, location));
        }
        missing.reportInSchema(
                location, "a value of type " + schema.type() + " where '" + segment.name() + "' was to be entered");
        return TypedConversion.unchanged(schema);
    }

    private TypedConversion struct(Schema schema, FieldPath.Segment segment, int at, FieldLocation location) {
        RowPlanBuilder plan = new RowPlanBuilder(schema);
        if (segment.any()) {
            for (Field field : schema.fields()) {
                plan.replace(field.name(), compile(field.schema(), at + 1, location));
            }
            return plan.build();
        }
        Field field = schema.field(segment.name());
        if (field == null) {
            missing.reportInSchema(location, "none");
            return TypedConversion.unchanged(schema);
        }
        plan.replace(field.name(), compile(field.schema(), at + 1, location));
        return plan.build();
    }

    /** Rewrites the named values of a whole row in place; returns how many columns the path's first segment found. */
    int row(Map<String, @Nullable Object> row, FieldLocation location) {
        FieldPath.Segment first = path.first();
        if (first.any()) {
            row.replaceAll((name, value) -> value == null ? null : convertSchemaless(value, 1, location));
            return row.size();
        }
        Object value = row.get(first.name());
        if (value != null) {
            row.put(first.name(), convertSchemaless(value, 1, location));
            return 1;
        }
        if (!row.containsKey(first.name())) {
            missing.reportInValue(location, "none");
        }
        return 0;
    }

    /**
     * Converts one value without a schema, which the first {@code at} segments led to. Containers are copied, never changed.
     */
    @Nullable
    Object convertSchemaless(Object value, int at, FieldLocation location) {
        if (at == path.segments().size()) {
            return step.convertSchemaless(value, location);
        }
        FieldPath.Segment segment = path.segments().get(at);
        if (value instanceof Map<?, ?> map) {
            return segment.any() ? eachValue(map, at, location) : oneValue(map, segment.name(), at, location);
        }
        if (value instanceof List<?> list && segment.any()) {
            List<@Nullable Object> rewritten = new ArrayList<>(list.size());
            for (Object element : list) {
                rewritten.add(element == null ? null : convertSchemaless(element, at + 1, location));
            }
            return rewritten;
        }
        if (value instanceof Struct) {
            throw location.error(
                    "a map, a list or a scalar", "a Struct inside a schemaless record", "Give the record its schema.");
        }
        missing.reportInValue(location, "a value that can't be entered by '" + segment.name() + "'");
        return value;
    }

    private Object eachValue(Map<?, ?> map, int at, FieldLocation location) {
        Map<Object, @Nullable Object> rewritten = new LinkedHashMap<>(map);
        rewritten.replaceAll((key, value) -> value == null ? null : convertSchemaless(value, at + 1, location));
        return rewritten;
    }

    private Object oneValue(Map<?, ?> map, String name, int at, FieldLocation location) {
        Object value = map.get(name);
        if (value == null) {
            if (!map.containsKey(name)) {
                missing.reportInValue(location, "none");
            }
            return map;
        }
        Map<Object, @Nullable Object> rewritten = new LinkedHashMap<>(map);
        rewritten.put(name, convertSchemaless(value, at + 1, location));
        return rewritten;
    }
}
