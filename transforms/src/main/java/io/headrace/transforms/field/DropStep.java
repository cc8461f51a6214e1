package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.path.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Leaves fields out, of the row or of what is nested in it. */
public record DropStep(String name, List<FieldPath> paths, MissingField missing) implements FieldStep {

    @Override
    public void compile(RowShape shape) {
        for (FieldPath path : paths) {
            if (path.segments().size() > 1) {
                shape.convert(new PathWalk(path.parent(), new Nested(path, missing), missing), name);
            } else if (!shape.drop(path.last().name())) {
                missing.inSchema(shape.site(name).path(path.text()), "none");
            }
        }
    }

    @Override
    public int rewrite(Map<String, @Nullable Object> row) {
        int found = 0;
        for (FieldPath path : paths) {
            Site site = new Site(name, Site.NO_SCHEMA, path.text());
            if (path.segments().size() > 1) {
                found += new PathWalk(path.parent(), new Nested(path, missing), missing).row(row, site);
            } else if (row.containsKey(path.last().name())) {
                row.remove(path.last().name());
                found++;
            } else {
                missing.inValue(site, "none");
            }
        }
        return found;
    }

    @Override
    public void pass(String type) {
        for (FieldPath path : paths) {
            missing.inValue(new Site(name, Site.NO_SCHEMA, path.text()), "a record of type " + type);
        }
    }

    /** Drops the last name of a path from the struct or map that holds it. */
    private record Nested(FieldPath path, MissingField missing) implements ValueStep {

        @Override
        public Typed typed(Schema schema, Site site) {
            if (schema.type() == Schema.Type.STRUCT) {
                RowShape shape = new RowShape(schema);
                if (shape.drop(path.last().name())) {
                    return shape.typed();
                }
            }
            missing.inSchema(site, "none");
            return Typed.unchanged(schema);
        }

        @Override
        public Object untyped(Object value, Site site) {
            if (value instanceof Map<?, ?> map && map.containsKey(path.last().name())) {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
                copy.remove(path.last().name());
                return copy;
            }
            missing.inValue(site, "none");
            return value;
        }
    }
}
