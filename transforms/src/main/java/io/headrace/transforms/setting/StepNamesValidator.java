package io.headrace.transforms.setting;

import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts names of steps: at least one, all different, without dots. */
public final class StepNamesValidator implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        List<?> names = value == null ? List.of() : (List<?>) value;
        boolean wellFormed = names.stream().allMatch(step -> ((String) step).matches("[A-Za-z0-9_-]+"));
        if (names.isEmpty() || !wellFormed || new HashSet<>(names).size() < names.size()) {
            throw new ConfigException(name, value, "must be " + this);
        }
    }

    @Override
    public String toString() {
        return "at least one name of letters, digits, _ and -, none twice";
    }
}
