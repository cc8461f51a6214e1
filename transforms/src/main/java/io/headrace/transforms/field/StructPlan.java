package io.headrace.transforms.field;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Struct to Struct in one pass. Immutable. */
final class StructPlan implements Conversion {

    private final Schema schema;
    private final Slot[] slots;
    private final Cells cells;

    StructPlan(Schema schema, List<RowShape.Column> columns) {
        this.schema = schema;
        slots = schema.fields().stream().map(Slot::of).toArray(Slot[]::new);
        cells = new Cells(columns);
    }

    @Override
    public Object convert(Object value) {
        Struct row = (Struct) value;
        Struct out = new Struct(schema);
        for (int i = 0; i < slots.length; i++) {
            slots[i].put(out, cells.read(row, i));
        }
        return out;
    }
}
