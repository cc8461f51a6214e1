package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step that does the same to every value that one of its paths names. */
public record PathStep(String name, List<FieldPath> paths, MissingField missing, ValueStep step) implements FieldStep {

    public PathStep {
        paths = List.copyOf(paths);
    }

    @Override
    public void compile(RowPlanBuilder plan) {
        for (FieldPath path : paths) {
            plan.convert(new PathWalk(path, step, missing), name);
        }
    }

    @Override
    public int rewrite(Map<String, @Nullable Object> row) {
        int found = 0;
        for (FieldPath path : paths) {
            found += new PathWalk(path, step, missing)
                    .row(row, new FieldLocation(name, FieldLocation.NO_SCHEMA, path.text()));
        }
        return found;
    }

    @Override
    public void checkNonRow(String type) {
        missing.reportNonRow(name, paths, type);
    }
}
