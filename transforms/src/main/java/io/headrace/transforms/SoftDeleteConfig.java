package io.headrace.transforms;

import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.path.PathConfig;
import io.headrace.transforms.path.SinglePathValidator;
import io.headrace.transforms.setting.EnumOption;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Settings of {@link SoftDelete}. */
final class SoftDeleteConfig extends AbstractConfig {

    static final String MODE = "mode";
    static final String DELETED_FIELD = "deleted.field";
    static final String DELETED_AT_FIELD = "deleted.at.field";
    static final String WHEN_FIELD = "when.field";
    static final String WHEN_VALUES = "when.values";
    private static final String GROUP = "Soft delete";

    static final ConfigDef DEFINITION = definition();

    SoftDeleteConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
        boolean when = !getString(WHEN_FIELD).isEmpty() && !getList(WHEN_VALUES).isEmpty();
        boolean none = getString(WHEN_FIELD).isEmpty() && getList(WHEN_VALUES).isEmpty();
        if (mode() == SoftDeleteMode.TOMBSTONE ? !when : !none) {
            throw new ConfigException("Settings '" + MODE + "', '" + WHEN_FIELD + "' and '" + WHEN_VALUES
                    + "' contradict: needed both of the last with mode=tombstone and neither with mode=mark, found mode="
                    + mode().key() + ". Correct one of them.");
        }
    }

    SoftDeleteMode mode() {
        return EnumOption.of(SoftDeleteMode.class, getString(MODE));
    }

    String deletedField() {
        return getString(DELETED_FIELD);
    }

    String deletedAtField() {
        return getString(DELETED_AT_FIELD);
    }

    FieldPath whenField() {
        return FieldPath.parse(getString(WHEN_FIELD));
    }

    Set<String> whenValues() {
        return Set.copyOf(getList(WHEN_VALUES));
    }

    MissingField missing() {
        return PathConfig.missing(this);
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef()
                .define(
                        MODE,
                        ConfigDef.Type.STRING,
                        SoftDeleteMode.MARK.key(),
                        EnumOption.validator(SoftDeleteMode.class),
                        Importance.HIGH,
                        "mark: a delete becomes an update of the row's last image, marked as deleted; tombstones are"
                                + " dropped. tombstone: a row that is marked as deleted becomes a tombstone, so that sinks delete"
                                + " it.",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Mode")
                .define(
                        DELETED_FIELD,
                        ConfigDef.Type.STRING,
                        "deleted",
                        new ConfigDef.NonEmptyString(),
                        Importance.MEDIUM,
                        "With mode=mark: the boolean field that every row gets.",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "Deleted field")
                .define(
                        DELETED_AT_FIELD,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.LOW,
                        "With mode=mark: the field that every row gets, the time of the deletion in ISO-8601 or null."
                                + " Empty: none.",
                        GROUP,
                        3,
                        Width.MEDIUM,
                        "Deleted-at field");
        return SchemaCacheConfig.define(PathConfig.defineMissing(defineWhen(definition), MissingField.WARN));
    }

    private static ConfigDef defineWhen(ConfigDef definition) {
        return definition
                .define(
                        WHEN_FIELD,
                        ConfigDef.Type.STRING,
                        "",
                        new SinglePathValidator(),
                        Importance.MEDIUM,
                        "With mode=tombstone: the field that marks a row.",
                        GROUP,
                        4,
                        Width.MEDIUM,
                        "When field")
                .define(
                        WHEN_VALUES,
                        ConfigDef.Type.LIST,
                        List.of(),
                        Importance.MEDIUM,
                        "With mode=tombstone: the values, as text, that mark a row, such as true or CANCELLED.",
                        GROUP,
                        5,
                        Width.MEDIUM,
                        "When values");
    }
}
