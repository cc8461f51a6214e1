package io.headrace.transforms.field;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is put into the Structs of one schema. {@code Struct.put} makes a text of the field's name before it knows
 * whether there is something to complain of, which costs more than all else it does; for a field without a name it makes none.
 * Immutable.
 */
public final class Slot {
    private final Field field;
    private final Field unnamed;

    private Slot(Field field) {
        this.field = field;
        unnamed = unnamed(field);
    }

    /** @param field of the schema of the Structs */
    public static Slot of(Field field) {
        return new Slot(field);
    }

    @SuppressWarnings("NullAway") // Kafka's validation takes a field without a name
    private static Field unnamed(Field field) {
        return new Field(null, field.index(), field.schema());
    }

    public Field field() {
        return field;
    }

    /** @param out in which nothing was put there yet; what may not be there is refused with the field's name */
    public void put(Struct out, @Nullable Object value) {
        if (value != null) {
            try {
                out.put(unnamed, value);
            } catch (DataException nameless) {
                out.put(field, value);
            }
        } else if (!field.schema().isOptional()) {
            out.put(field, null);
        }
    }
}
