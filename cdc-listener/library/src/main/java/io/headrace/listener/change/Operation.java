package io.headrace.listener.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What happened to a row. The lower-case names are those of the service's configuration. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    SNAPSHOT,
    KEY_CHANGE,
    TRUNCATE,
    SCHEMA_CHANGE;

    /** {@code create}, {@code key-change}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Operation> of(String key) {
        return Arrays.stream(values())
                .filter(operation -> operation.key().equals(key))
                .findFirst();
    }
}
