package io.headrace.transforms.setting;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Accepts a key that is long enough and really is a key, not a reference that no config provider has resolved. */
public final class TokenKeyValidator implements ConfigDef.Validator {

    static final int MIN_BYTES = 16;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    /** The message holds the rule only, because the value is, or was meant to be, a secret. */
    @Override
    public void ensureValid(String name, Object value) {
        if (value == null) {
            return;
        }
        String key = ((Password) value).value();
        if (REFERENCE.matcher(key).matches()) {
            throw new ConfigException("Setting '" + name + "' is a reference that the worker did not resolve. Add its"
                    + " provider to config.providers of the worker, and allow the name there.");
        }
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < MIN_BYTES) {
            throw new ConfigException("Setting '" + name + "' has " + bytes + " bytes, needed at least " + MIN_BYTES
                    + ". Make one with: openssl rand -hex 32");
        }
    }

    @Override
    public String toString() {
        return "at least " + MIN_BYTES + " bytes, from a config provider";
    }
}
