package io.headrace.transforms.path;

import io.headrace.transforms.setting.EnumOption;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The settings that name fields and say what to do if they are missing. */
public final class PathConfig {

    public static final String FIELDS = "fields";
    public static final String ON_MISSING_FIELD = "on.missing.field";
    public static final String GROUP = "Fields";

    private PathConfig() {}

    public static ConfigDef defineFields(
            ConfigDef definition, Object byDefault, FieldPathListValidator rule, String doc) {
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

    public static ConfigDef defineMissing(ConfigDef definition, MissingField byDefault) {
        return definition.define(
                ON_MISSING_FIELD,
                ConfigDef.Type.STRING,
                byDefault.key(),
                EnumOption.validator(MissingField.class),
                ConfigDef.Importance.MEDIUM,
                "What to do if a path names nothing in a row: ignore it, warn (once per schema), or fail the"
                        + " record.",
                GROUP,
                9,
                ConfigDef.Width.SHORT,
                "On missing field");
    }

    public static List<FieldPath> fields(AbstractConfig config) {
        return paths(config, FIELDS);
    }

    public static List<FieldPath> paths(AbstractConfig config, String key) {
        return FieldPathListValidator.parse(config.getList(key));
    }

    public static MissingField missing(AbstractConfig config) {
        return EnumOption.of(MissingField.class, config.getString(ON_MISSING_FIELD));
    }
}
