package io.headrace.transforms.setting;

import java.util.Arrays;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** An enum whose constants are the options of a setting, each with its own text. */
public interface EnumOption {

    /** The option's text in a configuration. */
    String key();

    /**
     * The option with the given text, in upper or lower case.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <E extends Enum<E> & EnumOption> E of(Class<E> options, String text) {
        return Arrays.stream(options.getEnumConstants())
                .filter(option -> option.key().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not one of " + rule(options)));
    }

    /** A validator that lists the options in the generated reference. */
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
