package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.path.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Follows one path downwards, through schemas when a plan is compiled, through values where there is no schema. */
record PathWalk(FieldPath path, ValueStep step, MissingField missing) {

    /** What becomes of values of this schema, when the first {@code at} segments lie behind. */
    Typed typed(Schema schema, int at, Site site) {
        if (at == path.segments().size()) {
            return step.typed(schema, site);
        }
        FieldPath.Segment segment = path.segments().get(at);
        if (schema.type() == Schema.Type.STRUCT) {
            return struct(schema, segment, at, site);
        }
        if (segment.any() && schema.type() == Schema.Type.ARRAY) {
            return Containers.array(schema, typed(schema.valueSchema(), at + 1, site));
        }
        if (segment.any() && schema.type() == Schema.Type.MAP) {
            return Containers.map(schema, typed(schema.valueSchema(), at + 1, site));
        }
        missing.inSchema(
                site, "a value of type " + schema.type() + " where '" + segment.name() + "' was to be entered");
        return Typed.unchanged(schema);
    }

    private Typed struct(Schema schema, FieldPath.Segment segment, int at, Site site) {
        RowShape shape = new RowShape(schema);
        if (segment.any()) {
            for (Field field : schema.fields()) {
                shape.replace(field.name(), typed(field.schema(), at + 1, site));
            }
            return shape.typed();
        }
        Field field = schema.field(segment.name());
        if (field == null) {
            missing.inSchema(site, "none");
            return Typed.unchanged(schema);
        }
        shape.replace(field.name(), typed(field.schema(), at + 1, site));
        return shape.typed();
    }

    /** Rewrites the named values of a whole row in place; returns 1 when the path's first segment was found. */
    int row(Map<String, @Nullable Object> row, Site site) {
        FieldPath.Segment first = path.first();
        if (first.any()) {
            row.replaceAll((name, value) -> value == null ? null : untyped(value, 1, site));
            return row.size();
        }
        Object value = row.get(first.name());
        if (value != null) {
            row.put(first.name(), untyped(value, 1, site));
            return 1;
        }
        if (!row.containsKey(first.name())) {
            missing.inValue(site, "none");
        }
        return 0;
    }

    /** What becomes of one value without a schema; containers are copied, never changed. */
    @Nullable
    Object untyped(Object value, int at, Site site) {
        if (at == path.segments().size()) {
            return step.untyped(value, site);
        }
        FieldPath.Segment segment = path.segments().get(at);
        if (value instanceof Map<?, ?> map) {
            return segment.any() ? eachValue(map, at, site) : oneValue(map, segment.name(), at, site);
        }
        if (value instanceof List<?> list && segment.any()) {
            List<@Nullable Object> rewritten = new ArrayList<>(list.size());
            for (Object element : list) {
                rewritten.add(element == null ? null : untyped(element, at + 1, site));
            }
            return rewritten;
        }
        if (value instanceof Struct) {
            throw site.error(
                    "a map, a list or a scalar", "a Struct inside a schemaless record", "Give the record its schema.");
        }
        missing.inValue(site, "a value that can't be entered by '" + segment.name() + "'");
        return value;
    }

    private Object eachValue(Map<?, ?> map, int at, Site site) {
        Map<Object, @Nullable Object> rewritten = new LinkedHashMap<>(map);
        rewritten.replaceAll((key, value) -> value == null ? null : untyped(value, at + 1, site));
        return rewritten;
    }

    private Object oneValue(Map<?, ?> map, String name, int at, Site site) {
        Object value = map.get(name);
        if (value == null) {
            if (!map.containsKey(name)) {
                missing.inValue(site, "none");
            }
            return map;
        }
        Map<Object, @Nullable Object> rewritten = new LinkedHashMap<>(map);
        rewritten.put(name, untyped(value, at + 1, site));
        return rewritten;
    }
}
