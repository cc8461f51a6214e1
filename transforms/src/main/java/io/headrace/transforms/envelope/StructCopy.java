package io.headrace.transforms.envelope;

import io.headrace.transforms.field.FieldReader;
import io.headrace.transforms.field.Site;
import io.headrace.transforms.field.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Copies structs into another schema, but for the fields that the caller puts. By place where the struct has the very
 * schema that the copy was made for, which is nearly always; else by name, since its fields may be in other places.
 */
final class StructCopy {

    private record Move(@Nullable Field from, Slot to) {}

    private final Schema source;
    private final Schema schema;
    private final Move[] moves;

    private StructCopy(Schema source, Schema schema, Move[] moves) {
        this.source = source;
        this.schema = schema;
        this.moves = moves;
    }

    static StructCopy between(Schema source, Schema schema, Predicate<String> isPutByCaller) {
        List<Move> moves = new ArrayList<>();
        for (Field field : schema.fields()) {
            if (!isPutByCaller.test(field.name())) {
                moves.add(new Move(source.field(field.name()), Slot.of(field)));
            }
        }
        return new StructCopy(source, schema, moves.toArray(new Move[0]));
    }

    /** The schema of what is copied into. */
    Schema schema() {
        return schema;
    }

    /** @param transform whose name goes into the message when a column is missing that has to be there */
    Struct of(Struct from, String transform) {
        Struct out = new Struct(schema);
        boolean inPlace = from.schema() == source;
        for (Move move : moves) {
            Field field =
                    inPlace ? move.from : from.schema().field(move.to.field().name());
            if (field != null) {
                move.to.put(out, FieldReader.value(from, field));
            } else if (!move.to.field().schema().isOptional()) {
                throw new Site(
                                transform,
                                String.valueOf(from.schema().name()),
                                move.to.field().name())
                        .error(
                                "the columns of after in before too, to take its place",
                                "none of that name",
                                "Put the transform that added it to after behind this one.");
            }
        }
        return out;
    }
}
