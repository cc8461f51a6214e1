package io.headrace.transforms.setting;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts a short name of letters, digits, _ and -. */
public final class TokenKeyIdValidator implements ConfigDef.Validator {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{0,32}");

    @Override
    public void ensureValid(String name, Object value) {
        if (!NAME.matcher((String) value).matches()) {
            throw new ConfigException(name, value, "must be " + this);
        }
    }

    @Override
    public String toString() {
        return "up to 32 letters, digits, _ and -";
    }
}
