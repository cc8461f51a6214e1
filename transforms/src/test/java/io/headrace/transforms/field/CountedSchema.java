package io.headrace.transforms.field;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** A schema that counts how often it is looked up by equality, which begins with its hash code. */
final class CountedSchema implements Schema {

    private final Schema schema;
    private final AtomicInteger looks;

    CountedSchema(Schema schema, AtomicInteger looks) {
        this.schema = schema;
        this.looks = looks;
    }

    @Override
    public int hashCode() {
        looks.incrementAndGet();
        return schema.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CountedSchema counted && counted.schema.equals(schema);
    }

    @Override
    public Type type() {
        return schema.type();
    }

    @Override
    public boolean isOptional() {
        return schema.isOptional();
    }

    @Override
    public Object defaultValue() {
        return schema.defaultValue();
    }

    @Override
    public String name() {
        return schema.name();
    }

    @Override
    public Integer version() {
        return schema.version();
    }

    @Override
    public String doc() {
        return schema.doc();
    }

    @Override
    public Map<String, String> parameters() {
        return schema.parameters();
    }

    @Override
    public Schema keySchema() {
        return schema.keySchema();
    }

    @Override
    public Schema valueSchema() {
        return schema.valueSchema();
    }

    @Override
    public List<Field> fields() {
        return schema.fields();
    }

    @Override
    public Field field(String fieldName) {
        return schema.field(fieldName);
    }

    @Override
    public Schema schema() {
        return schema;
    }
}
