package io.headrace.transforms.path;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Accepts lists of field paths. */
public final class FieldPathListValidator implements ConfigDef.Validator {

    private final boolean required;

    private FieldPathListValidator(boolean required) {
        this.required = required;
    }

    public static FieldPathListValidator any() {
        return new FieldPathListValidator(false);
    }

    public static FieldPathListValidator atLeastOne() {
        return new FieldPathListValidator(true);
    }

    public static List<FieldPath> parse(List<String> texts) {
        return texts.stream().map(FieldPath::parse).toList();
    }

    @Override
    public void ensureValid(String name, Object value) {
        List<?> texts = value == null ? List.of() : (List<?>) value;
        if (required && texts.isEmpty()) {
            throw new ConfigException(name, value, "must name at least one field");
        }
        for (Object text : texts) {
            try {
                FieldPath.parse((String) text);
            } catch (ConfigException e) {
                throw new ConfigException(name, value, e.getMessage());
            }
        }
    }

    @Override
    public String toString() {
        return (required ? "at least one field path" : "field paths") + ": a.b, `a.b` for a name with a dot, a.*.c";
    }
}
