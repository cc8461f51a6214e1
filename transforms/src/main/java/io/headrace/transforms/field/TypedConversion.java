package io.headrace.transforms.field;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A conversion and the schema of its results.
 *
 * @param schema null if the results have none: they are then a Map, List, String, Boolean, number or byte[]
 */
public record TypedConversion(@Nullable Schema schema, Conversion conversion) {

    public static TypedConversion schemaless(Conversion conversion) {
        return new TypedConversion(null, conversion);
    }

    public static TypedConversion unchanged(Schema schema) {
        return new TypedConversion(schema, Conversion.NONE);
    }

    public boolean changes(Schema from) {
        return conversion != Conversion.NONE || schema != from;
    }
}
