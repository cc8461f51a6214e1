package io.headrace.transforms;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** Rows of one column named c, to test a transform value by value. */
final class OneColumn {

    private OneColumn() {}

    static SourceRecord row(Schema schema, Object value) {
        Schema row = SchemaBuilder.struct().name("t.Value").field("c", schema).build();
        return Orders.record(new Struct(row).put("c", value));
    }

    static SourceRecord map(Object value) {
        Map<String, Object> row = new java.util.LinkedHashMap<>();
        row.put("c", value);
        return Orders.record(null, row);
    }

    /** The JSON of column c after the transform. */
    static String json(Transformation<SourceRecord> transform, SourceRecord record) {
        String json = Json.of(transform.apply(record));
        return json.substring("{\"c\":".length(), json.length() - 1);
    }

    /** The schema of column c after the transform; null when the record has none. */
    static Schema schema(Transformation<SourceRecord> transform, SourceRecord record) {
        Schema schema = transform.apply(record).valueSchema();
        return schema == null ? null : schema.field("c").schema();
    }
}
