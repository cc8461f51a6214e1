package io.headrace.transforms;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings of {@link ChangedFields}. */
final class ChangedFieldsConfig extends AbstractConfig {

    static final String IGNORE_FIELDS = "ignore.fields";
    static final String DROP_UNCHANGED = "drop.unchanged";
    static final String HEADER_CHANGED = "header.changed";
    static final String FIELD_CHANGES = "field.changes";
    private static final String GROUP = "Changes";

    static final ConfigDef DEFINITION = definition();

    ChangedFieldsConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
    }

    Set<String> ignored() {
        return Set.copyOf(getList(IGNORE_FIELDS));
    }

    boolean dropsUnchanged() {
        return getBoolean(DROP_UNCHANGED);
    }

    String header() {
        return getString(HEADER_CHANGED);
    }

    String changesField() {
        return getString(FIELD_CHANGES);
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef()
                .define(
                        IGNORE_FIELDS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        Importance.HIGH,
                        "Columns that don't count as a change, such as updated_at.",
                        GROUP,
                        1,
                        Width.LONG,
                        "Ignored fields")
                .define(
                        DROP_UNCHANGED,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.HIGH,
                        "Whether to drop updates that changed none of the other columns.",
                        GROUP,
                        2,
                        Width.SHORT,
                        "Drop unchanged");
        return PlanConfig.define(definition
                .define(
                        HEADER_CHANGED,
                        ConfigDef.Type.STRING,
                        "headrace.changed",
                        Importance.MEDIUM,
                        "Header of updates that receives the names of the changed columns, as a list. Empty: none.",
                        GROUP,
                        3,
                        Width.MEDIUM,
                        "Header for names")
                .define(
                        FIELD_CHANGES,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Field, added to the event beside before and after, that receives the changed columns with"
                                + " their old and new values; null unless the event is an update. Empty: none.",
                        GROUP,
                        4,
                        Width.MEDIUM,
                        "Field for values"));
    }
}
