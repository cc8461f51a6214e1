package io.headrace.transforms;

import io.headrace.transforms.field.Choice;
import io.headrace.transforms.field.FieldPath;
import io.headrace.transforms.field.FieldPaths;
import io.headrace.transforms.field.MissingField;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The part of the settings that names fields, and says what to do when they are missing. */
final class PathConfig {

    static final String FIELDS = "fields";
    static final String ON_MISSING_FIELD = "on.missing.field";
    static final String GROUP = "Fields";

    private PathConfig() {}

    static ConfigDef defineFields(ConfigDef definition, Object byDefault, FieldPaths rule, String doc) {
        return definition.define(
                FIELDS,
                ConfigDef.Type.LIST,
                byDefault,
                rule,
                ConfigDef.Importance.HIGH,
                doc,
                GROUP,
                1,
                ConfigDef.Width.LONG,
                "Fields");
    }

    static ConfigDef defineMissing(ConfigDef definition, MissingField byDefault) {
        return definition.define(
                ON_MISSING_FIELD,
                ConfigDef.Type.STRING,
                byDefault.key(),
                Choice.validator(MissingField.class),
                ConfigDef.Importance.MEDIUM,
                "What to do about a path that matches nothing in a row: ignore it, warn (once per schema), or fail the"
                        + " record.",
                GROUP,
                9,
                ConfigDef.Width.SHORT,
                "On missing field");
    }

    static List<FieldPath> fields(AbstractConfig config) {
        return paths(config, FIELDS);
    }

    static List<FieldPath> paths(AbstractConfig config, String key) {
        return FieldPaths.parse(config.getList(key));
    }

    static MissingField missing(AbstractConfig config) {
        return Choice.of(MissingField.class, config.getString(ON_MISSING_FIELD));
    }
}
