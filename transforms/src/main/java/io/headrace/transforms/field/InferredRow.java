package io.headrace.transforms.field;

import io.headrace.transforms.field.RowPlanBuilder.Column;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a row of which some columns, the inferred ones, have no schema until their values are seen. Immutable, called
 * by any thread; equal to nothing but itself.
 */
public final class InferredRow {

    /** Makes the value of an inferred column fit the schema that was found for it. */
    @FunctionalInterface
    public interface Fitter {
        @Nullable
        Object fit(@Nullable Object value, Schema schema);
    }

    private final Schema schema;
    private final List<Column> columns;
    private final ColumnReader reader;
    private final int[] inferred;

    InferredRow(Schema schema, List<Column> columns) {
        this.schema = schema;
        this.columns = List.copyOf(columns);
        reader = new ColumnReader(columns);
        inferred = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).typed().schema() == null)
                .toArray();
    }

    /** The columns' values after all steps, by position. */
    public @Nullable Object[] read(Struct row) {
        return reader.readAll(row);
    }

    /** The positions of the inferred columns, in ascending order. */
    public int[] inferred() {
        return inferred.clone();
    }

    /**
     * The row's schema, given the schemas of its inferred columns.
     *
     * @param ofInferred returns the schema of an inferred column by its full name; called in the order of {@link
     *     #inferred()}
     */
    public Schema schema(Function<String, Schema> ofInferred) {
        SchemaBuilder builder = SchemaBuilder.struct();
        String prefix = schema.name() == null ? "" : schema.name() + ".";
        for (Column column : columns) {
            Schema known = column.typed().schema();
            builder.field(column.name(), known == null ? ofInferred.apply(prefix + column.name()) : known);
        }
        return Schemas.like(schema, builder);
    }

    /**
     * The row as a Struct.
     *
     * @param complete as {@link #schema} returned it
     * @param values as {@link #read} returned them
     */
    public Struct struct(Schema complete, @Nullable Object[] values, Fitter fitter) {
        Struct row = new Struct(complete);
        List<Field> fields = complete.fields();
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            boolean isInferred = next < inferred.length && inferred[next] == i;
            Object value = isInferred ? fitter.fit(values[i], field.schema()) : values[i];
            next += isInferred ? 1 : 0;
            if (value != null || !field.schema().isOptional()) {
                row.put(field, value);
            }
        }
        return row;
    }
}
