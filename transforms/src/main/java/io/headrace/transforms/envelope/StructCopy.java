package io.headrace.transforms.envelope;

import io.headrace.transforms.field.FieldWriter;
import io.headrace.transforms.field.SharedFields;
import io.headrace.transforms.path.FieldLocation;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Copies structs into another schema, except for the fields that the caller puts. Fields are found by position if the struct
 * has the very schema object that the copy was made for, which is nearly always so; else by name, because they may be in
 * other positions.
 */
final class StructCopy {

    private final Schema source;
    private final Schema schema;
    /** Where each field of the copy is read; null if the source has none, or if the caller puts it. */
    private final @Nullable Field[] from;
    /** Null if the caller puts it. */
    private final @Nullable FieldWriter[] to;

    private StructCopy(Schema source, Schema schema, Predicate<String> isPutByCaller) {
        this.source = source;
        this.schema = schema;
        List<Field> fields = schema.fields();
        from = new Field[fields.size()];
        to = new FieldWriter[fields.size()];
        for (Field field : fields) {
            if (!isPutByCaller.test(field.name())) {
                Field read = source.field(field.name());
                from[field.index()] = read == null ? null : SharedFields.of(read);
                to[field.index()] = FieldWriter.of(field);
            }
        }
    }

    static StructCopy between(Schema source, Schema schema, Predicate<String> isPutByCaller) {
        return new StructCopy(source, schema, isPutByCaller);
    }

    /** The schema of the copies. */
    Schema schema() {
        return schema;
    }

    /** @param transform named in the message if a required column is missing */
    Struct of(Struct struct, String transform) {
        Struct out = new Struct(schema);
        boolean inPlace = struct.schema() == source;
        for (int i = 0; i < to.length; i++) {
            FieldWriter slot = to[i];
            if (slot == null) {
                continue;
            }
            Field field = inPlace ? from[i] : named(struct, i);
            if (field != null) {
                slot.put(out, struct.get(field));
            } else if (!schema.fields().get(i).schema().isOptional()) {
                throw missing(struct, i, transform);
            }
        }
        return out;
    }

    private @Nullable Field named(Struct struct, int index) {
        Field field = struct.schema().field(schema.fields().get(index).name());
        return field == null ? null : SharedFields.of(field);
    }

    private DataException missing(Struct struct, int index, String transform) {
        return new FieldLocation(
                        transform,
                        String.valueOf(struct.schema().name()),
                        schema.fields().get(index).name())
                .error(
                        "the columns of after in before too, to take its place",
                        "none of that name",
                        "Put the transform that added it to after behind this one.");
    }
}
