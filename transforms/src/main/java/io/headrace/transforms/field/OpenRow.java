package io.headrace.transforms.field;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A row of which some columns have no schema until their values are seen: the open ones. Immutable, called by any thread;
 * equal to nothing but itself.
 */
public final class OpenRow {

    /** Makes the value of an open column fit the schema that was found for it. */
    public interface Fitting {
        @Nullable
        Object fit(@Nullable Object value, Schema schema);
    }

    private final Schema schema;
    private final List<RowShape.Column> columns;
    private final Cells cells;
    private final int[] open;

    OpenRow(Schema schema, List<RowShape.Column> columns) {
        this.schema = schema;
        this.columns = List.copyOf(columns);
        cells = new Cells(columns);
        open = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).typed().schema() == null)
                .toArray();
    }

    /** The columns' values after all steps, by position. */
    public @Nullable Object[] read(Struct row) {
        @Nullable Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.read(row, i);
        }
        return values;
    }

    /** Where the open columns are. */
    public int[] open() {
        return open.clone();
    }

    /**
     * The row's schema once its open columns have one.
     *
     * @param ofOpen the schema of an open column by its full name, asked for in the order of {@link #open()}
     */
    public Schema schema(Function<String, Schema> ofOpen) {
        SchemaBuilder builder = SchemaBuilder.struct();
        String prefix = schema.name() == null ? "" : schema.name() + ".";
        for (RowShape.Column column : columns) {
            Schema typed = column.typed().schema();
            builder.field(column.name(), typed == null ? ofOpen.apply(prefix + column.name()) : typed);
        }
        return Schemas.like(schema, builder);
    }

    /** @param values as {@link #read} returned them */
    public Struct struct(Schema shaped, @Nullable Object[] values, Fitting fitting) {
        Struct row = new Struct(shaped);
        List<Field> fields = shaped.fields();
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            boolean isOpen = next < open.length && open[next] == i;
            Object value = isOpen ? fitting.fit(values[i], field.schema()) : values[i];
            next += isOpen ? 1 : 0;
            if (value != null || !field.schema().isOptional()) {
                row.put(field, value);
            }
        }
        return row;
    }
}
