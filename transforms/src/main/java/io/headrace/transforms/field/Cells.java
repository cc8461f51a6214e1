package io.headrace.transforms.field;

import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The columns of a plan as flat arrays, read and converted by index. Immutable. */
final class Cells {

    private final Field[] positions;
    private final Conversion[] conversions;

    Cells(List<RowShape.Column> columns) {
        positions = Position.of(columns.stream().map(RowShape.Column::source).toList());
        conversions =
                columns.stream().map(column -> column.typed().conversion()).toArray(Conversion[]::new);
    }

    int count() {
        return conversions.length;
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
