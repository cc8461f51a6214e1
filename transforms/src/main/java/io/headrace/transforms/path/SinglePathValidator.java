package io.headrace.transforms.path;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts a field path that names one value, or empty text. */
public final class SinglePathValidator implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        String text = (String) value;
        if (text == null || text.isEmpty()) {
            return;
        }
        if (FieldPath.parse(text).segments().stream().anyMatch(FieldPath.Segment::any)) {
            throw new ConfigException(name, value, "must be " + this);
        }
    }

    @Override
    public String toString() {
        return "a field path without '*'";
    }
}
