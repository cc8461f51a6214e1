package io.headrace.transforms.field;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * Fields that stand for a place in a Struct and nothing else: {@code Struct.get(Field)} looks at the index, and only for
 * null at the schema, whose default it would put in the place of null; these have none. One of them serves every schema,
 * so that a thousand tables don't bring a thousand times their own fields into the processor's cache.
 */
public final class SharedFields {

    private static final Field[] SHARED = new Field[256];

    static {
        for (int i = 0; i < SHARED.length; i++) {
            SHARED[i] = at(i);
        }
    }

    private SharedFields() {}

    /** Where to read a field: null stays null, but for a field that can't be null, where it stands for the default. */
    public static Field of(Field field) {
        if (!field.schema().isOptional() && field.schema().defaultValue() != null) {
            return field;
        }
        return field.index() < SHARED.length ? SHARED[field.index()] : at(field.index());
    }

    /** The same for many; one array serves all that are read from the first place on, without a gap. */
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
