package io.headrace.transforms.setting;

import java.util.Arrays;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** An option of a setting that has a fixed list of them: an enum that knows its own text. */
public interface EnumOption {

    /** The option as it is written in a configuration. */
    String key();

    static <E extends Enum<E> & EnumOption> E of(Class<E> options, String text) {
        return Arrays.stream(options.getEnumConstants())
                .filter(option -> option.key().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of " + rule(options)));
    }

    /** A validator that prints its options in the generated reference. */
    static <E extends Enum<E> & EnumOption> ConfigDef.Validator validator(Class<E> options) {
        return new ConfigDef.Validator() {
            @Override
            public void ensureValid(String name, Object value) {
                try {
                    of(options, (String) value);
                } catch (IllegalArgumentException e) {
                    throw new ConfigException(name, value, "must be one of " + rule(options));
                }
            }

            @Override
            public String toString() {
                return rule(options);
            }
        };
    }

    private static <E extends Enum<E> & EnumOption> String rule(Class<E> options) {
        return Arrays.stream(options.getEnumConstants())
                .map(EnumOption::key)
                .toList()
                .toString();
    }
}
