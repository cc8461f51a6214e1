package io.headrace.transforms.envelope;

import io.headrace.transforms.path.FieldReader;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The parts of a change event, which may be a Struct or a Map; its rows are of the same kind. */
public record ChangeEvent(
        String op,
        @Nullable Object before,
        @Nullable Object after,
        @Nullable Object source) {

    static ChangeEvent of(Object event) {
        Object op = FieldReader.child(event, RecordKind.OP);
        return new ChangeEvent(
                op == null ? "" : (String) op,
                FieldReader.child(event, RecordKind.BEFORE),
                FieldReader.child(event, RecordKind.AFTER),
                event instanceof Struct struct && struct.schema().field(RecordKind.SOURCE) == null
                        ? null
                        : FieldReader.child(event, RecordKind.SOURCE));
    }

    /** The row after the change, or the last image of a deleted one. */
    public @Nullable Object row() {
        return after != null ? after : before;
    }
}
