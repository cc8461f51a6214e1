package io.headrace.transforms.field;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Struct to a Map in the order of the columns, in one pass. Immutable. */
final class MapPlan implements Conversion {

    /** Interned, so that tables share the names that they have in common. */
    private final String[] names;

    private final Cells cells;
    private final int capacity;

    MapPlan(List<RowShape.Column> columns) {
        names = columns.stream().map(column -> column.name().intern()).toArray(String[]::new);
        cells = new Cells(columns);
        capacity = names.length + names.length / 2 + 1;
    }

    @Override
    public Object convert(Object value) {
        Struct row = (Struct) value;
        Map<String, @Nullable Object> out = new LinkedHashMap<>(capacity);
        for (int i = 0; i < names.length; i++) {
            out.put(names[i], cells.read(row, i));
        }
        return out;
    }
}
