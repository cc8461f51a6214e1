package io.headrace.transforms.field;

import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Reads and converts the columns of a plan by index, from flat arrays: this is the loop that each row goes through.
 * Immutable.
 */
final class ColumnReader {

    private final Field[] positions;
    private final Conversion[] conversions;

    ColumnReader(List<RowPlanBuilder.Column> columns) {
        positions = SharedFields.of(
                columns.stream().map(RowPlanBuilder.Column::source).toList());
        conversions =
                columns.stream().map(column -> column.typed().conversion()).toArray(Conversion[]::new);
    }

    /** All columns of the row, by position. */
    @Nullable
    Object[] readAll(Struct row) {
        @Nullable Object[] values = new Object[conversions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(row, i);
        }
        return values;
    }

    @Nullable
    Object read(Struct row, int index) {
        Object value = row.get(positions[index]);
        if (value == null) {
            return null;
        }
        Conversion conversion = conversions[index];
        return conversion == Conversion.NONE ? value : conversion.convert(value);
    }
}
