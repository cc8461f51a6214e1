package io.headrace.transforms.field;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into one field of Structs. {@code Struct.put} builds a text with the field's name before it knows whether it
 * has to complain, which costs more than everything else it does; for a field without a name it builds none, so this puts
 * through a nameless field. One writer serves all tables that have an equal schema in that position, so that a thousand
 * tables don't fill the processor's cache with a thousand copies. Immutable.
 */
public final class FieldWriter {
    private static final int MOST_SHARED = 4_096;
    private static final Map<Place, FieldWriter> SHARED = new ConcurrentHashMap<>();

    private record Place(int index, Schema schema) {}

    private final Field unnamed;

    @SuppressWarnings("NullAway") // Kafka's validation takes a field without a name
    private FieldWriter(Place place) {
        unnamed = new Field(null, place.index, place.schema);
    }

    /** @param field of the schema of the Structs */
    public static FieldWriter of(Field field) {
        Place place = new Place(field.index(), field.schema());
        if (!field.schema().type().isPrimitive()) {
            return new FieldWriter(
                    place); // a Struct is of the very schema, or has to be compared with it field by field
        }
        FieldWriter shared = SHARED.get(place);
        if (shared == null && SHARED.size() < MOST_SHARED) {
            shared = SHARED.computeIfAbsent(place, FieldWriter::new);
        }
        return shared == null ? new FieldWriter(place) : shared;
    }

    /** @param out whose field is still empty
     * @throws DataException if the value doesn't fit the field; the message names it */
    public void put(Struct out, @Nullable Object value) {
        if (value != null) {
            try {
                out.put(unnamed, value);
            } catch (DataException nameless) {
                out.put(named(out), value);
            }
        } else if (!unnamed.schema().isOptional()) {
            out.put(named(out), null);
        }
    }

    private Field named(Struct out) {
        return out.schema().fields().get(unnamed.index());
    }
}
