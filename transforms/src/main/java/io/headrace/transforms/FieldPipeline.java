package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Applies several field-level steps in one pass over the record, and writes byte for byte what a chain of the single
 * transforms would write.
 *
 * <ul>
 *   <li><b>Input:</b> change events, whose before and after both go through the steps, and flat rows.
 *   <li><b>Output:</b> a new record with the schema that the steps leave, or without one once JSON was expanded; the same
 *       object if no step finds anything to do.
 *   <li><b>Without a schema</b> each step does what its own transform does without one.
 *   <li><b>Tombstones</b>, heartbeats, truncates and other records without a row pass untouched.
 *   <li><b>Errors:</b> a {@code DataException} that names the step and the field and holds no value. Settings of an unknown
 *       step, misspelt settings and steps that aren't listed are refused at start.
 * </ul>
 *
 * <p>Works on the record's value; {@link Key} works on its key. Any number of threads may apply it once it is configured.
 */
public class FieldPipeline<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Applies several field-level transforms (types, JSON, tokens, truncation, drop, rename) in one pass over the"
                    + " record, with the same result as a chain of the single ones.";

    public static final ConfigDef CONFIG_DEF = FieldPipelineConfig.DEFINITION;

    private static final String NAME = "FieldPipeline";

    public FieldPipeline() {
        this(RecordPart.VALUE);
    }

    private FieldPipeline(RecordPart part) {
        super(NAME, part, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        FieldPipelineConfig config = new FieldPipelineConfig(settings);
        return rowPlan(config.steps(NAME), config);
    }

    /** Works on the record's key, that of tombstones too. */
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
