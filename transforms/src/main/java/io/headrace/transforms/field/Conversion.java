package io.headrace.transforms.field;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one value. Called by any number of threads at once, never with null: null stays null. The value it is
 * given is not its own to change.
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
