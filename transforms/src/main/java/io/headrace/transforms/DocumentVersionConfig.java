package io.headrace.transforms;

import io.headrace.transforms.envelope.BinlogPosition;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.SinglePathValidator;
import io.headrace.transforms.setting.EnumOption;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Settings of {@link DocumentVersion}. */
final class DocumentVersionConfig extends AbstractConfig {

    static final String SOURCE = "source";
    static final String FIELD = "field";
    static final String EPOCH = "epoch";
    static final String HEADER_NAME = "header.name";
    static final String FIELD_NAME = "field.name";
    private static final String GROUP = "Version";

    static final ConfigDef DEFINITION = definition();

    DocumentVersionConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
        if ((source() == VersionSource.FIELD) == getString(FIELD).isEmpty()) {
            throw new ConfigException("Settings '" + SOURCE + "' and '" + FIELD + "' contradict: needed " + FIELD
                    + " with source=field and only with it, found source=" + source().key()
                    + ". Set both or neither.");
        }
        if (headerName().isEmpty() && fieldName().isEmpty()) {
            throw new ConfigException("Settings '" + HEADER_NAME + "' and '" + FIELD_NAME
                    + "' are both empty: needed one, for the version to go somewhere. Set one.");
        }
    }

    VersionSource source() {
        return EnumOption.of(VersionSource.class, getString(SOURCE));
    }

    @Nullable
    FieldPath field() {
        return getString(FIELD).isEmpty() ? null : FieldPath.parse(getString(FIELD));
    }

    int epoch() {
        return getInt(EPOCH);
    }

    String headerName() {
        return getString(HEADER_NAME);
    }

    String fieldName() {
        return getString(FIELD_NAME);
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef()
                .define(
                        SOURCE,
                        ConfigDef.Type.STRING,
                        VersionSource.BINLOG.key(),
                        EnumOption.validator(VersionSource.class),
                        Importance.HIGH,
                        "binlog: the place in the binlog, made of file, position and row. ts_ns: the commit time in"
                                + " nanoseconds, equal for all rows of a transaction. field: a whole number of the row.",
                        GROUP,
                        1,
                        Width.SHORT,
                        "Source")
                .define(
                        FIELD,
                        ConfigDef.Type.STRING,
                        "",
                        new SinglePathValidator(),
                        Importance.MEDIUM,
                        "With source=field: the field of the row; its value must never decrease.",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "Field")
                .define(
                        EPOCH,
                        ConfigDef.Type.INT,
                        0,
                        ConfigDef.Range.between(0, BinlogPosition.MAX_EPOCH),
                        Importance.MEDIUM,
                        "With source=binlog: increase it by one when the binlog was reset or the server replaced, so"
                                + " that versions keep growing.",
                        GROUP,
                        3,
                        Width.SHORT,
                        "Epoch");
        return SchemaCacheConfig.define(defineTarget(definition));
    }

    private static ConfigDef defineTarget(ConfigDef definition) {
        return definition
                .define(
                        HEADER_NAME,
                        ConfigDef.Type.STRING,
                        "headrace.version",
                        Importance.MEDIUM,
                        "The header that receives the version, a 64-bit whole number. Empty: none.",
                        GROUP,
                        4,
                        Width.MEDIUM,
                        "Header name")
                .define(
                        FIELD_NAME,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.LOW,
                        "The field, added to flat rows and to after, that receives the version. Empty: none.",
                        GROUP,
                        5,
                        Width.MEDIUM,
                        "Field name");
    }
}
