package io.headrace.transforms.field;

import io.headrace.transforms.path.FieldLocation;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What a step does to a value that a path names. Immutable, called by any thread. */
public interface ValueStep {

    /**
     * Compiles the step for values of a schema.
     *
     * @throws org.apache.kafka.connect.errors.DataException if the step can't take this type
     */
    TypedConversion compile(Schema schema, FieldLocation location);

    /** Applies the step to one value without a schema; never to null. */
    @Nullable
    Object convertSchemaless(Object value, FieldLocation location);
}
