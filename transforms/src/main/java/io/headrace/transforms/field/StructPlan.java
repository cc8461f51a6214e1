package io.headrace.transforms.field;

import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Struct to Struct in one pass. Immutable. */
final class StructPlan implements Conversion {

    private final Schema schema;
    private final Field[] fields;
    private final Cells cells;

    StructPlan(Schema schema, List<RowShape.Column> columns) {
        this.schema = schema;
        fields = schema.fields().toArray(new Field[0]);
        cells = new Cells(columns);
    }

    @Override
    public Object convert(Object value) {
        Struct row = (Struct) value;
        Struct out = new Struct(schema);
        for (int i = 0; i < fields.length; i++) {
            Object cell = cells.read(row, i);
            if (cell != null || !fields[i].schema().isOptional()) {
                out.put(fields[i], cell);
            }
        }
        return out;
    }
}
