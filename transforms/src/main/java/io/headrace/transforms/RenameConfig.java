package io.headrace.transforms;

import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.MissingField;
import io.headrace.transforms.field.RenameStep;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Settings of the step of {@link FieldPipeline} that renames columns. */
final class RenameConfig extends AbstractConfig {

    static final String RENAMES = "renames";

    static final ConfigDef DEFINITION = PathConfig.defineMissing(
            new ConfigDef()
                    .define(
                            RENAMES,
                            ConfigDef.Type.LIST,
                            ConfigDef.NO_DEFAULT_VALUE,
                            new Rule(),
                            Importance.HIGH,
                            "New names for columns.",
                            PathConfig.GROUP,
                            1,
                            Width.LONG,
                            "Renames"),
            MissingField.WARN);

    RenameConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
    }

    List<FieldStep> steps(String name) {
        List<RenameStep.Renaming> renamings =
                getList(RENAMES).stream().map(RenameConfig::renaming).toList();
        return List.of(new RenameStep(name, renamings, PathConfig.missing(this)));
    }

    private static RenameStep.Renaming renaming(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0 || colon == text.length() - 1 || text.indexOf(':', colon + 1) >= 0) {
            throw new ConfigException("'" + text + "' is not a renaming: write from:to.");
        }
        return new RenameStep.Renaming(text.substring(0, colon), text.substring(colon + 1));
    }

    private static final class Rule implements ConfigDef.Validator {
        @Override
        public void ensureValid(String name, Object value) {
            List<?> texts = (List<?>) value;
            if (texts.isEmpty()) {
                throw new ConfigException(name, value, "must hold " + this);
            }
            texts.forEach(text -> renaming((String) text));
        }

        @Override
        public String toString() {
            return "at least one from:to";
        }
    }
}
