package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldLocation;
import org.apache.kafka.connect.data.Schema;

/** Appends to text: a step whose effect shows where it was applied, and how often. */
record AppendStep(String suffix) implements ValueStep {

    @Override
    public TypedConversion compile(Schema schema, FieldLocation location) {
        if (schema.type() != Schema.Type.STRING) {
            throw location.error("text", "type " + schema.type(), "Name another field.");
        }
        return new TypedConversion(schema, value -> value + suffix);
    }

    @Override
    public Object convertSchemaless(Object value, FieldLocation location) {
        return value + suffix;
    }
}
