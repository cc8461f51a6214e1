package io.headrace.transforms;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Applies several field-level steps in one pass over the record.
 *
 * <p>Works on the value; $Key on the key. Called by any number of threads once configured.
 */
public class FieldPipeline<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    public static final String OVERVIEW_DOC =
            "Applies several field-level transforms (types, JSON, tokens, truncation, drop, rename) in one pass over the"
                    + " record, with the same result as a chain of the single ones.";

    public static final ConfigDef CONFIG_DEF = FieldPipelineConfig.DEFINITION;

    private final FieldTransform transform;

    public FieldPipeline() {
        this(RecordPart.VALUE);
    }

    private FieldPipeline(RecordPart part) {
        transform = new FieldTransform("FieldPipeline", part);
    }

    @Override
    public void configure(Map<String, ?> properties) {
        FieldPipelineConfig config = new FieldPipelineConfig(properties);
        transform.open(config.steps("FieldPipeline"), PlanConfig.cacheSize(config));
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
    public static final class Key<R extends ConnectRecord<R>> extends FieldPipeline<R> {
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /** Works on the record's value, as the outer class does. */
    public static final class Value<R extends ConnectRecord<R>> extends FieldPipeline<R> {
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
