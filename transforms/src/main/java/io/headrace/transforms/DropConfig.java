package io.headrace.transforms;

import io.headrace.transforms.field.DropStep;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.path.FieldPathListValidator;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.path.PathConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Settings of the step of {@link FieldPipeline} that drops fields. */
final class DropConfig extends AbstractConfig {

    static final ConfigDef DEFINITION = PathConfig.defineMissing(
            PathConfig.defineFields(
                    new ConfigDef(),
                    ConfigDef.NO_DEFAULT_VALUE,
                    FieldPathListValidator.atLeastOne(),
                    "The fields to drop, from the row or from what is nested in it."),
            MissingField.WARN);

    DropConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
    }

    List<FieldStep> steps(String name) {
        return List.of(new DropStep(name, PathConfig.fields(this), PathConfig.missing(this)));
    }
}
