package io.headrace.transforms;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Cuts long text at the boundary of a character.
 *
 * <p>Works on the value; $Key on the key. Called by any number of threads once configured.
 */
public class TruncateField<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    public static final String OVERVIEW_DOC =
            "Cuts long text at the boundary of a character, so that a keyword that is too long never rejects a document.";

    public static final ConfigDef CONFIG_DEF = TruncateFieldConfig.DEFINITION;

    private final FieldTransform transform;

    public TruncateField() {
        this(RecordPart.VALUE);
    }

    private TruncateField(RecordPart part) {
        transform = new FieldTransform("TruncateField", part);
    }

    @Override
    public void configure(Map<String, ?> properties) {
        TruncateFieldConfig config = new TruncateFieldConfig(properties);
        transform.open(config.steps("TruncateField"), PlanConfig.cacheSize(config));
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
    public static final class Key<R extends ConnectRecord<R>> extends TruncateField<R> {
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /** Works on the record's value, as the outer class does. */
    public static final class Value<R extends ConnectRecord<R>> extends TruncateField<R> {
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
