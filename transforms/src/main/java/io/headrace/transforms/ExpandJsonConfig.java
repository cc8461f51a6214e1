package io.headrace.transforms;

import io.headrace.transforms.field.Choice;
import io.headrace.transforms.field.FieldPaths;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.MissingField;
import io.headrace.transforms.json.JsonOutput;
import io.headrace.transforms.json.JsonStep;
import io.headrace.transforms.json.OnInvalid;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings of {@link ExpandJson}. */
final class ExpandJsonConfig extends AbstractConfig {

    static final String ON_INVALID = "on.invalid";
    static final String OUTPUT = "output";
    static final String MAX_DEPTH = "max.depth";
    static final int MYSQL_MAX_DEPTH = 100;
    private static final String GROUP = "JSON";

    static final ConfigDef DEFINITION = definition();

    ExpandJsonConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
    }

    List<FieldStep> steps(String name) {
        return List.of(new JsonStep(
                name,
                PathConfig.fields(this),
                PathConfig.missing(this),
                Choice.of(OnInvalid.class, getString(ON_INVALID)),
                Choice.of(JsonOutput.class, getString(OUTPUT)),
                getInt(MAX_DEPTH)));
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        PathConfig.defineFields(
                definition,
                List.of(),
                FieldPaths.any(),
                "The text fields to expand. Empty: every column with the semantic name io.debezium.data.Json.");
        definition.define(
                ON_INVALID,
                ConfigDef.Type.STRING,
                OnInvalid.FAIL.key(),
                Choice.validator(OnInvalid.class),
                Importance.MEDIUM,
                "What to do about text that is not JSON, or is nested too deeply: keep the text, put null, or fail the"
                        + " record.",
                GROUP,
                1,
                Width.SHORT,
                "On invalid JSON");
        definition.define(
                MAX_DEPTH,
                ConfigDef.Type.INT,
                MYSQL_MAX_DEPTH,
                ConfigDef.Range.between(1, 1000),
                Importance.LOW,
                "How deeply arrays and objects may be nested. MySQL itself allows 100.",
                GROUP,
                2,
                Width.SHORT,
                "Maximum depth");
        definition.define(
                OUTPUT,
                ConfigDef.Type.STRING,
                JsonOutput.MAP.key(),
                Choice.validator(JsonOutput.class),
                Importance.MEDIUM,
                "map: a record in which something was expanded leaves without a schema, for JsonConverter with"
                        + " schemas.enable=false. struct: it gets a schema that matches the shape of its JSON, a new"
                        + " one for each new shape, for converters and sinks that need one.",
                GROUP,
                3,
                Width.SHORT,
                "Output");
        return PlanConfig.define(PathConfig.defineMissing(definition, MissingField.WARN));
    }
}
