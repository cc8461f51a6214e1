package io.headrace.transforms.field;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts required columns with their tables. */
public final class RequiredColumnsValidator implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        for (Object text : (List<?>) value) {
            try {
                RequiredColumnsStep.Requirement.parse((String) text);
            } catch (ConfigException e) {
                throw new ConfigException(name, value, e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return "database.table:column, or database.table:column|other";
    }
}
