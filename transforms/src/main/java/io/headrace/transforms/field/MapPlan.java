package io.headrace.transforms.field;

import java.util.List;
import org.apache.kafka.connect.data.Struct;

/** Converts a Struct to a Map whose entries have the order of the columns, in one pass. Immutable. */
final class MapPlan implements Conversion {

    private final RowMap.Names names;
    private final ColumnReader reader;

    MapPlan(List<RowPlanBuilder.Column> columns) {
        names = new RowMap.Names(
                columns.stream().map(RowPlanBuilder.Column::name).toArray(String[]::new));
        reader = new ColumnReader(columns);
    }

    @Override
    public Object convert(Object value) {
        return new RowMap(names, reader.readAll((Struct) value));
    }
}
