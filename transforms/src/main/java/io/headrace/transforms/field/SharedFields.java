package io.headrace.transforms.field;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * Fields that stand for a position in a Struct and nothing else. {@code Struct.get(Field)} looks at the index, and at the
 * schema only if the value is null, to return the schema's default instead; these have none. One of them serves every
 * schema, so that a thousand tables don't fill the processor's cache with fields of their own.
 */
public final class SharedFields {

    private static final Field[] SHARED = new Field[256];

    static {
        for (int i = 0; i < SHARED.length; i++) {
            SHARED[i] = at(i);
        }
    }

    private SharedFields() {}

    /**
     * The field to read by: null stays null, except in a required field with a default, where it stands for that default.
     */
    public static Field of(Field field) {
        if (!field.schema().isOptional() && field.schema().defaultValue() != null) {
            return field;
        }
        return field.index() < SHARED.length ? SHARED[field.index()] : at(field.index());
    }

    /** The same for many; one array serves all rows that are read from the first position on, without a gap. */
    static Field[] of(List<Field> fields) {
        Field[] positions = fields.stream().map(SharedFields::of).toArray(Field[]::new);
        boolean shared = positions.length <= SHARED.length
                && Arrays.equals(positions, 0, positions.length, SHARED, 0, positions.length);
        return shared ? SHARED : positions;
    }

    private static Field at(int index) {
        return new Field("", index, Schema.OPTIONAL_STRING_SCHEMA);
    }
}
