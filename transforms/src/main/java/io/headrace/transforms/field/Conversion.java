package io.headrace.transforms.field;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one value. Any number of threads call it at the same time, never with null: null stays null. It must not
 * change the value that it is given.
 */
@FunctionalInterface
public interface Conversion {
    Conversion NONE = value -> value;

    @Nullable
    Object convert(Object value);

    default Conversion andThen(Conversion next) {
        if (this == NONE) {
            return next;
        }
        if (next == NONE) {
            return this;
        }
        return value -> {
            Object converted = convert(value);
            return converted == null ? null : next.convert(converted);
        };
    }
}
