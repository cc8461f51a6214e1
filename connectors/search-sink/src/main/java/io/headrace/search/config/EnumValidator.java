package io.headrace.search.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** Allows the names of an enum, in lower case. */
record EnumValidator<E extends Enum<E>>(Class<E> options) implements ConfigDef.Validator {
    List<String> texts() {
        return Arrays.stream(options.getEnumConstants())
                .map(option -> option.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value == null || !texts().contains(value.toString().toLowerCase(Locale.ROOT))) {
            throw new SettingException(name, value, "has to be one of " + String.join(", ", texts()));
        }
    }

    static <E extends Enum<E>> E parse(Class<E> options, String text) {
        return Enum.valueOf(options, text.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "one of " + String.join(", ", texts());
    }
}
