package io.headrace.transforms;

import io.headrace.transforms.field.FieldPaths;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.MissingField;
import io.headrace.transforms.field.PathStep;
import io.headrace.transforms.text.TruncateStep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Settings of {@link TruncateField}. */
final class TruncateFieldConfig extends AbstractConfig {

    static final String MAX_BYTES = "max.bytes";
    static final String SUFFIX = "suffix";

    /** The longest term that Lucene takes, in UTF-8. */
    static final int LONGEST_TERM = 32_766;

    private static final String GROUP = "Length";

    static final ConfigDef DEFINITION = definition();

    TruncateFieldConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
        int suffix = getString(SUFFIX).getBytes(StandardCharsets.UTF_8).length;
        if (suffix >= getInt(MAX_BYTES)) {
            throw new ConfigException("Setting '" + SUFFIX + "' has " + suffix + " bytes, needed fewer than the "
                    + getInt(MAX_BYTES) + " of '" + MAX_BYTES + "'. Shorten it.");
        }
    }

    List<FieldStep> steps(String name) {
        TruncateStep truncate = new TruncateStep(getInt(MAX_BYTES), getString(SUFFIX));
        return List.of(new PathStep(name, PathConfig.fields(this), PathConfig.missing(this), truncate));
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        PathConfig.defineFields(
                definition, ConfigDef.NO_DEFAULT_VALUE, FieldPaths.atLeastOne(), "The text fields to truncate.");
        definition.define(
                MAX_BYTES,
                ConfigDef.Type.INT,
                LONGEST_TERM,
                ConfigDef.Range.between(1, Integer.MAX_VALUE),
                Importance.HIGH,
                "Maximum bytes of UTF-8 per text, including the suffix. Elasticsearch rejects the document when a"
                        + " keyword has more than 32766.",
                GROUP,
                1,
                Width.SHORT,
                "Maximum bytes");
        definition.define(
                SUFFIX,
                ConfigDef.Type.STRING,
                "",
                ConfigDef.Importance.LOW,
                "Appended to text that was truncated.",
                GROUP,
                2,
                Width.SHORT,
                "Suffix");
        return PlanConfig.define(PathConfig.defineMissing(definition, MissingField.WARN));
    }
}
