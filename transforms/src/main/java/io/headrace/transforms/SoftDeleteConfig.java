package io.headrace.transforms;

import io.headrace.transforms.field.Choice;
import io.headrace.transforms.field.FieldPath;
import io.headrace.transforms.field.MissingField;
import io.headrace.transforms.field.OnePath;
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
        return Choice.of(SoftDeleteMode.class, getString(MODE));
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
                        Choice.validator(SoftDeleteMode.class),
                        Importance.HIGH,
                        "mark: a deleted row becomes an update of its last image, marked as deleted; tombstones are"
                                + " dropped. tombstone: a marked row becomes a tombstone, so that sinks delete it.",
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
                        "With mode=mark: the field, added to every row, that holds the ISO-8601 time of the deletion or"
                                + " null. Empty: none.",
                        GROUP,
                        3,
                        Width.MEDIUM,
                        "Deleted-at field");
        return PlanConfig.define(PathConfig.defineMissing(defineWhen(definition), MissingField.WARN));
    }

    private static ConfigDef defineWhen(ConfigDef definition) {
        return definition
                .define(
                        WHEN_FIELD,
                        ConfigDef.Type.STRING,
                        "",
                        new OnePath(),
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
                        "With mode=tombstone: the values, as text, that mark it, such as true or CANCELLED.",
                        GROUP,
                        5,
                        Width.MEDIUM,
                        "When values");
    }
}
