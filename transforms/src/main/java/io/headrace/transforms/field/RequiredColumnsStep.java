package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldLocation;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses rows of a table that lack a column which they are known to have: it was renamed or dropped, and its values may now
 * pass under a name that no step knows. Rows of other tables pass.
 */
public record RequiredColumnsStep(String name, List<Requirement> requirements) implements FieldStep {

    /** Rows of the table must have one of these columns; there are several while one replaces another. */
    public record Requirement(String table, List<String> columns) {

        public Requirement {
            columns = List.copyOf(columns);
        }

        /** @throws ConfigException if the text is not database.table:column, with | between columns */
        public static Requirement parse(String text) {
            int colon = text.indexOf(':');
            List<String> columns = List.of(text.substring(colon + 1).split("\\|", -1));
            if (colon <= 0 || columns.stream().anyMatch(String::isBlank)) {
                throw new ConfigException("'" + text + "' names no column of a table: write database.table:column, or"
                        + " database.table:column|other where one of them is enough.");
            }
            return new Requirement(text.substring(0, colon), columns);
        }

        /** Debezium names the schema of a row prefix.database.table.Value, of a key prefix.database.table.Key. */
        private boolean isOf(String schema) {
            int end = schema.lastIndexOf('.');
            String row = end < 0 ? "" : schema.substring(0, end);
            return schema.equals(table) || row.equals(table) || row.endsWith("." + table);
        }
    }

    public RequiredColumnsStep {
        requirements = List.copyOf(requirements);
    }

    @Override
    public void compile(RowPlanBuilder plan) {
        FieldLocation location = plan.location(name);
        if (location.schema().equals(FieldLocation.UNNAMED)) {
            throw tableUnknown(location, "a schema without a name");
        }
        for (Requirement requirement : requirements) {
            if (requirement.isOf(location.schema())
                    && requirement.columns.stream().noneMatch(plan::has)) {
                throw location.withPath(String.join("|", requirement.columns))
                        .error(
                                "one of these columns in each row of " + requirement.table,
                                "none",
                                "It was renamed or dropped: put its new name into 'fields', and into"
                                        + " 'required.columns' as old|new.");
            }
        }
    }

    @Override
    public int rewrite(Map<String, @Nullable Object> row) {
        throw tableUnknown(new FieldLocation(name, FieldLocation.NO_SCHEMA, ""), "none");
    }

    @Override
    public void checkNonRow(String type) {
        throw tableUnknown(new FieldLocation(name, FieldLocation.NO_SCHEMA, ""), "a record of type " + type);
    }

    private RuntimeException tableUnknown(FieldLocation location, String found) {
        return location.withPath(String.join("|", requirements.get(0).columns))
                .error(
                        "a schema with a name, to tell the table by",
                        found,
                        "Put the step before what takes the schema away, or use on.missing.field=fail with a predicate in"
                                + " place of 'required.columns'.");
    }
}
