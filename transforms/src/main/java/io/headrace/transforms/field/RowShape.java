package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A row while its plan is being compiled: the columns as the steps so far leave them. Once one column has no schema the
 * whole row has none, since a Struct can't hold it: {@link #settle()} is that rule, unless a step asked for {@link
 * #keepSchema()}. Used by one thread.
 */
public final class RowShape {

    /** A column of the output: where it is read, what it is called and what becomes of it. */
    record Column(Field source, String name, Typed typed) {}

    private final Schema schema;
    private final List<Column> columns = new ArrayList<>();
    private int converted;
    private boolean changed;
    private boolean keepsSchema;

    public RowShape(Schema schema) {
        this.schema = schema;
        for (Field field : schema.fields()) {
            columns.add(new Column(field, field.name(), Typed.unchanged(field.schema())));
        }
    }

    public Site site(String transform) {
        return new Site(transform, schema.name() == null ? Site.UNNAMED : schema.name(), "");
    }

    /** Lets columns keep their schema where others lose theirs; the row is then {@link #isOpen()}. */
    public void keepSchema() {
        keepsSchema = true;
    }

    /** Whether some columns have no schema until their values are seen. */
    public boolean isOpen() {
        return keepsSchema && isUntyped();
    }

    /** The row as the steps so far leave it, its columns without a schema open. */
    public OpenRow open() {
        return new OpenRow(schema, columns);
    }

    /** Applies a function to each column that still has a schema. */
    public void convertEach(String transform, BiFunction<Schema, Site, Typed> step) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Schema before = column.typed.schema();
            if (before != null) {
                apply(i, step.apply(before, site(transform).path(column.name)));
            }
        }
        settle();
    }

    void convert(PathWalk walk, String transform) {
        Site site = site(transform).path(walk.path().text());
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
                                ? Typed.untyped(value -> walk.untyped(value, 1, site))
                                : walk.typed(before, 1, site));
            }
        }
        if (!found) {
            walk.missing().inSchema(site, "none");
        }
        settle();
    }

    /** Puts a conversion on a column, which must exist and still be as it is in the schema. */
    public void replace(String name, Typed typed) {
        apply(index(name), typed);
    }

    /** Leaves a column out of the output; false when there is none of that name. */
    public boolean drop(String name) {
        int index = index(name);
        if (index >= 0) {
            columns.remove(index);
            changed = true;
            converted++;
        }
        return index >= 0;
    }

    /** Renames a column in its place; false when there is none of that name. */
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

    /** What becomes of a Struct of this schema. */
    public Typed typed() {
        settle();
        if (!changed) {
            return Typed.unchanged(schema);
        }
        if (isUntyped()) {
            return Typed.untyped(new MapPlan(columns));
        }
        SchemaBuilder builder = SchemaBuilder.struct();
        columns.forEach(column -> builder.field(column.name, Objects.requireNonNull(column.typed.schema())));
        Schema out = Schemas.like(schema, builder);
        return new Typed(out, new StructPlan(out, columns));
    }

    /** How many conversions the steps have put on columns. */
    public int converted() {
        return converted;
    }

    private void apply(int index, Typed next) {
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
        columns.set(index, new Column(column.source, column.name, new Typed(next.schema(), whole)));
    }

    private void settle() {
        if (keepsSchema || !isUntyped()) {
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Schema typed = column.typed.schema();
            if (typed != null) {
                Conversion whole = column.typed.conversion().andThen(Untyped.conversion(typed));
                columns.set(i, new Column(column.source, column.name, Typed.untyped(whole)));
            }
        }
    }

    private boolean isUntyped() {
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
