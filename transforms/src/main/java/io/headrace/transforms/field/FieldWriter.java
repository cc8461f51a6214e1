package io.headrace.transforms.field;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A place in a Struct and the schema of what is put there. {@code Struct.put} makes a text of the field's name before it knows
 * whether there is something to complain of, which costs more than all else it does; for a field without a name it makes none.
 * One serves all tables that have an equal schema in that place, so that a thousand tables don't bring a thousand times their
 * own fields into the processor's cache. Immutable.
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

    /** @param out in which nothing was put there yet; what may not be there is refused with the field's name */
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
