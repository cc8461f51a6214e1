package io.headrace.transforms;

import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.setting.EnumOption;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.config.ConfigDef;

/** The steps that a {@link FieldPipeline} can consist of: the single transforms, and two for which Kafka has single ones. */
@SuppressWarnings("ImmutableEnumChecker") // neither the definitions nor the factories change
enum StepType implements EnumOption {
    TYPES(
            "DebeziumTypeConverter",
            DebeziumTypeConverterConfig.DEFINITION,
            (name, keys) -> new DebeziumTypeConverterConfig(keys).steps(name)),
    JSON("ExpandJson", ExpandJsonConfig.DEFINITION, (name, keys) -> new ExpandJsonConfig(keys).steps(name)),
    TOKEN("TokenizeField", TokenizeFieldConfig.DEFINITION, (name, keys) -> new TokenizeFieldConfig(keys).steps(name)),
    TRUNCATE(
            "TruncateField", TruncateFieldConfig.DEFINITION, (name, keys) -> new TruncateFieldConfig(keys).steps(name)),
    DROP("Drop", DropConfig.DEFINITION, (name, keys) -> new DropConfig(keys).steps(name)),
    RENAME("Rename", RenameConfig.DEFINITION, (name, keys) -> new RenameConfig(keys).steps(name));

    private final String key;
    private final ConfigDef definition;
    private final BiFunction<String, Map<String, ?>, List<FieldStep>> factory;

    StepType(String key, ConfigDef definition, BiFunction<String, Map<String, ?>, List<FieldStep>> factory) {
        this.key = key;
        this.definition = definition;
        this.factory = factory;
    }

    @Override
    public String key() {
        return key;
    }

    ConfigDef definition() {
        return definition;
    }

    List<FieldStep> steps(String name, Map<String, ?> keys) {
        return factory.apply(name, keys);
    }
}
