package io.headrace.transforms;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Turns JSON text into objects and arrays. A record in which something was expanded leaves without a schema,
 * or with output=struct with one that its JSON asks for.
 *
 * <p>Works on the value; $Key on the key. Called by any number of threads once configured.
 */
public class ExpandJson<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    public static final String OVERVIEW_DOC =
            "Turns JSON text into real objects and arrays, in before and after of change events and in flat rows."
                    + " A record in which something was expanded leaves without a schema, its columns in order, or with"
                    + " a schema by the JSON's shape.";

    public static final ConfigDef CONFIG_DEF = ExpandJsonConfig.DEFINITION;

    private final FieldTransform transform;

    public ExpandJson() {
        this(RecordPart.VALUE);
    }

    private ExpandJson(RecordPart part) {
        transform = new FieldTransform("ExpandJson", part);
    }

    @Override
    public void configure(Map<String, ?> properties) {
        ExpandJsonConfig config = new ExpandJsonConfig(properties);
        transform.open(config.steps("ExpandJson"), PlanConfig.cacheSize(config));
    }

    @Override
    public R apply(R record) {
        return transform.apply(record);
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    @Override
    public String version() {
        return TransformVersion.VERSION;
    }

    @Override
    public void close() {
        transform.close();
    }

    /** Works on the record's key. */
    public static final class Key<R extends ConnectRecord<R>> extends ExpandJson<R> {
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /** Works on the record's value, as the outer class does. */
    public static final class Value<R extends ConnectRecord<R>> extends ExpandJson<R> {
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
