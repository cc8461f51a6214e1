package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Drops fields from the row or from what is nested in it. */
public record DropStep(String name, List<FieldPath> paths, MissingField missing) implements FieldStep {

    @Override
    public void compile(RowPlanBuilder plan) {
        for (FieldPath path : paths) {
            if (path.segments().size() > 1) {
                plan.convert(new PathWalk(path.parent(), new Nested(path, missing), missing), name);
            } else if (!plan.drop(path.last().name())) {
                missing.reportInSchema(plan.location(name).withPath(path.text()), "none");
            }
        }
    }

    @Override
    public int rewrite(Map<String, @Nullable Object> row) {
        int found = 0;
        for (FieldPath path : paths) {
            FieldLocation location = new FieldLocation(name, FieldLocation.NO_SCHEMA, path.text());
            if (path.segments().size() > 1) {
                found += new PathWalk(path.parent(), new Nested(path, missing), missing).row(row, location);
            } else if (row.containsKey(path.last().name())) {
                row.remove(path.last().name());
                found++;
            } else {
                missing.reportInValue(location, "none");
            }
        }
        return found;
    }

    @Override
    public void checkNonRow(String type) {
        missing.reportNonRow(name, paths, type);
    }

    /** Drops the last name of a path from the struct or map that holds it. */
    private record Nested(FieldPath path, MissingField missing) implements ValueStep {

        @Override
        public TypedConversion compile(Schema schema, FieldLocation location) {
            if (schema.type() == Schema.Type.STRUCT) {
                RowPlanBuilder plan = new RowPlanBuilder(schema);
                if (plan.drop(path.last().name())) {
                    return plan.build();
                }
            }
            missing.reportInSchema(location, "none");
            return TypedConversion.unchanged(schema);
        }

        @Override
        public Object convertSchemaless(Object value, FieldLocation location) {
            if (value instanceof Map<?, ?> map && map.containsKey(path.last().name())) {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
                copy.remove(path.last().name());
                return copy;
            }
            missing.reportInValue(location, "none");
            return value;
        }
    }
}
