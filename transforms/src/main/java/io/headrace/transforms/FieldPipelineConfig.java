package io.headrace.transforms;

import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.setting.EnumOption;
import io.headrace.transforms.setting.SchemaCacheConfig;
import io.headrace.transforms.setting.StepNamesValidator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Settings of {@link FieldPipeline}: the names of its steps, and each step's own settings under its name. */
final class FieldPipelineConfig extends AbstractConfig {

    static final String STEPS = "steps";
    static final String TYPE = "type";

    static final ConfigDef DEFINITION = SchemaCacheConfig.define(new ConfigDef()
            .define(
                    STEPS,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new StepNamesValidator(),
                    Importance.HIGH,
                    "The names of the steps, in the order in which they are applied. For a step named a, a.type is"
                            + " DebeziumTypeConverter, ExpandJson, TokenizeField, TruncateField, Drop or Rename, and"
                            + " a.<setting> is each of its settings except schema.cache.size.",
                    "Steps",
                    1,
                    Width.LONG,
                    "Steps"));

    FieldPipelineConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
    }

    List<FieldStep> steps(String name) {
        refuseStrayKeys();
        List<FieldStep> steps = new ArrayList<>();
        for (String step : getList(STEPS)) {
            steps.addAll(steps(name, step));
        }
        return steps;
    }

    private List<FieldStep> steps(String name, String step) {
        Map<String, Object> keys = originalsWithPrefix(step + ".");
        StepType type = type(step, keys.remove(TYPE));
        for (String key : keys.keySet()) {
            if (!type.definition().names().contains(key) || key.equals(SchemaCacheConfig.SCHEMA_CACHE_SIZE)) {
                throw new ConfigException("Setting '" + step + "." + key + "' is unknown to step '" + step + "': "
                        + type.key() + " in a pipeline has " + settings(type) + ". Correct or remove it.");
            }
        }
        try {
            return type.steps(name + " step '" + step + "' (" + type.key() + ")", keys);
        } catch (ConfigException e) {
            throw new ConfigException("Step '" + step + "' (" + type.key() + "): " + e.getMessage());
        }
    }

    private static StepType type(String step, @Nullable Object given) {
        if (!(given instanceof String type)) {
            throw new ConfigException("Setting '" + step + "." + TYPE + "' is missing: step '" + step
                    + "' needs one of " + types() + ".");
        }
        try {
            return EnumOption.of(StepType.class, type);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Setting '" + step + "." + TYPE + "' names no step: needed one of " + types()
                    + ", found '" + type + "'. Other transforms go beside the pipeline, in 'transforms'.");
        }
    }

    /** Settings of a step that isn't listed are a contradiction: the user means that step to run. */
    private void refuseStrayKeys() {
        Set<String> steps = new HashSet<>(getList(STEPS));
        for (String key : originals().keySet()) {
            int dot = key.indexOf('.');
            boolean isStepKey = dot > 0 && !DEFINITION.names().contains(key);
            if (isStepKey && !steps.contains(key.substring(0, dot))) {
                throw new ConfigException("Setting '" + key + "' belongs to a step '" + key.substring(0, dot)
                        + "' that '" + STEPS + "' does not list. Add it there, or remove the setting.");
            }
        }
    }

    private static List<String> settings(StepType type) {
        return type.definition().names().stream()
                .filter(key -> !key.equals(SchemaCacheConfig.SCHEMA_CACHE_SIZE))
                .sorted()
                .toList();
    }

    private static List<String> types() {
        return List.of(StepType.values()).stream().map(StepType::key).toList();
    }
}
