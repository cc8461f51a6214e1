package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.MissingField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renames columns of the row without moving them. */
public record RenameStep(String name, List<Renaming> renamings, MissingField missing) implements FieldStep {

    /** From one column name to another. */
    public record Renaming(String from, String to) {}

    @Override
    public void compile(RowPlanBuilder plan) {
        for (Renaming renaming : renamings) {
            FieldLocation location = plan.location(name).withPath(renaming.from);
            if (!plan.has(renaming.from)) {
                missing.reportInSchema(location, "none");
            } else if (plan.has(renaming.to)) {
                throw taken(location, renaming);
            } else {
                plan.rename(renaming.from, renaming.to);
            }
        }
    }

    @Override
    public int rewrite(Map<String, @Nullable Object> row) {
        int found = 0;
        for (Renaming renaming : renamings) {
            FieldLocation location = new FieldLocation(name, FieldLocation.NO_SCHEMA, renaming.from);
            if (!row.containsKey(renaming.from)) {
                missing.reportInValue(location, "none");
            } else if (row.containsKey(renaming.to)) {
                throw taken(location, renaming);
            } else {
                rename(row, renaming);
                found++;
            }
        }
        return found;
    }

    private static void rename(Map<String, @Nullable Object> row, Renaming renaming) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(row);
        row.clear();
        copy.forEach((name, value) -> row.put(name.equals(renaming.from) ? renaming.to : name, value));
    }

    private static RuntimeException taken(FieldLocation location, Renaming renaming) {
        return location.error(
                "a new name that is free",
                "a field '" + renaming.to + "' in the row already",
                "Choose another name, or drop that field in a step before.");
    }
}
