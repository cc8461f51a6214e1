package io.headrace.transforms.field;

import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Struct to a Map in the order of the columns, in one pass. Immutable. */
final class MapPlan implements Conversion {

    private final RowMap.Names names;
    private final Cells cells;

    MapPlan(List<RowShape.Column> columns) {
        names = new RowMap.Names(columns.stream().map(RowShape.Column::name).toArray(String[]::new));
        cells = new Cells(columns);
    }

    @Override
    public Object convert(Object value) {
        Struct row = (Struct) value;
        @Nullable Object[] values = new Object[cells.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.read(row, i);
        }
        return new RowMap(names, values);
    }
}
