package io.headrace.transforms.field;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Converts a Struct to one of another schema, column by column in one pass. Immutable. */
final class StructPlan implements Conversion {

    private final Schema schema;
    private final FieldWriter[] writers;
    private final ColumnReader reader;

    StructPlan(Schema schema, List<RowPlanBuilder.Column> columns) {
        this.schema = schema;
        writers = schema.fields().stream().map(FieldWriter::of).toArray(FieldWriter[]::new);
        reader = new ColumnReader(columns);
    }

    @Override
    public Object convert(Object value) {
        Struct row = (Struct) value;
        Struct out = new Struct(schema);
        for (int i = 0; i < writers.length; i++) {
            writers[i].put(out, reader.read(row, i));
        }
        return out;
    }
}
