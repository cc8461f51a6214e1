package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A row while its plan is being compiled: the columns as the steps so far leave them, and what has to be done to each.
 *
 * <p>Once one column has no schema the whole row has none, because a Struct can't hold such a column. The rule is applied
 * after each step, so that the next one sees what a single transform in its place would see. A step may call {@link
 * #inferSchemas()} to suspend it: the row's schema is then inferred from each row's values. Used by one thread.
 */
public final class RowPlanBuilder {

    /** A column of the output: the field that it is read from, its name, and its conversion. */
    record Column(Field source, String name, TypedConversion typed) {}

    private final Schema schema;
    private final List<Column> columns = new ArrayList<>();
    private int converted;
    private boolean changed;
    private boolean infersSchemas;

    public RowPlanBuilder(Schema schema) {
        this.schema = schema;
        for (Field field : schema.fields()) {
            columns.add(new Column(field, field.name(), TypedConversion.unchanged(field.schema())));
        }
    }

    /** The row as a whole, for messages of the given transform. */
    public FieldLocation location(String transform) {
        return new FieldLocation(transform, schema.name() == null ? FieldLocation.UNNAMED : schema.name(), "");
    }

    /** Lets columns keep their schemas where others lose theirs; the latter are then inferred from the values. */
    public void inferSchemas() {
        infersSchemas = true;
    }

    /** Whether some columns have no schema until their values are seen: then use {@link #buildInferred()}. */
    public boolean isInferred() {
        return infersSchemas && lacksSchema();
    }

    /** The row as the steps so far leave it; the schemas of the columns that lost theirs are inferred from their values. */
    public InferredRow buildInferred() {
        return new InferredRow(schema, columns);
    }

    /** Puts a conversion on each column that still has a schema: the one that the function returns for it. */
    public void convertEach(String transform, BiFunction<Schema, FieldLocation, TypedConversion> step) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Schema before = column.typed.schema();
            if (before != null) {
                apply(i, step.apply(before, location(transform).withPath(column.name)));
            }
        }
        spreadSchemaLoss();
    }

    void convert(PathWalk walk, String transform) {
        FieldLocation location = location(transform).withPath(walk.path().text());
        FieldPath.Segment first = walk.path().first();
        boolean found = false;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (first.any() || column.name.equals(first.name())) {
                found = true;
                Schema before = column.typed.schema();
                apply(
                        i,
                        before == null
                                ? TypedConversion.schemaless(value -> walk.convertSchemaless(value, 1, location))
                                : walk.compile(before, 1, location));
            }
        }
        if (!found) {
            walk.missing().reportInSchema(location, "none");
        }
        spreadSchemaLoss();
    }

    /** Puts a conversion on a column, which must exist and be untouched so far. */
    public void replace(String name, TypedConversion typed) {
        apply(index(name), typed);
    }

    /** Leaves a column out of the output; false if there is none of that name. */
    public boolean drop(String name) {
        int index = index(name);
        if (index >= 0) {
            columns.remove(index);
            changed = true;
            converted++;
        }
        return index >= 0;
    }

    /** Renames a column without moving it; false if there is none of that name. */
    public boolean rename(String name, String to) {
        int index = index(name);
        if (index >= 0) {
            Column column = columns.get(index);
            columns.set(index, new Column(column.source, to, column.typed));
            changed = true;
            converted++;
        }
        return index >= 0;
    }

    public boolean has(String name) {
        return index(name) >= 0;
    }

    /** The conversion of a Struct of this schema: a Struct again, or a Map if the row lost its schema. */
    public TypedConversion build() {
        spreadSchemaLoss();
        if (!changed) {
            return TypedConversion.unchanged(schema);
        }
        if (lacksSchema()) {
            return TypedConversion.schemaless(new MapPlan(columns));
        }
        SchemaBuilder builder = SchemaBuilder.struct();
        columns.forEach(column -> builder.field(column.name, Objects.requireNonNull(column.typed.schema())));
        Schema out = Schemas.like(schema, builder);
        return new TypedConversion(out, new StructPlan(out, columns));
    }

    /** How many conversions, drops and renames the steps have put on columns. */
    public int converted() {
        return converted;
    }

    private void apply(int index, TypedConversion next) {
        Column column = columns.get(index);
        Schema before = column.typed.schema();
        if (next.conversion() == Conversion.NONE && next.schema() == before) {
            return;
        }
        changed = true;
        if (next.conversion() != Conversion.NONE) {
            converted++;
        }
        Conversion whole = column.typed.conversion().andThen(next.conversion());
        columns.set(index, new Column(column.source, column.name, new TypedConversion(next.schema(), whole)));
    }

    /** Takes the schema off all columns once one has none. */
    private void spreadSchemaLoss() {
        if (infersSchemas || !lacksSchema()) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Schema typed = column.typed.schema();
            if (typed != null) {
                Conversion whole = column.typed.conversion().andThen(SchemalessConversion.of(typed));
                columns.set(i, new Column(column.source, column.name, TypedConversion.schemaless(whole)));
            }
        }
    }

    private boolean lacksSchema() {
        return columns.stream().anyMatch(column -> column.typed.schema() == null);
    }

    private int index(@Nullable String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name.equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
