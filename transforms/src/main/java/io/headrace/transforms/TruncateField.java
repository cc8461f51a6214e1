package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Cuts long text to a number of UTF-8 bytes, never within a character.
 *
 * <ul>
 *   <li><b>Input:</b> change events, whose before and after are both cut, and flat rows. Takes text only.
 *   <li><b>Output:</b> a new record in which no named field is longer than allowed; the same object if it holds none of
 *       them.
 *   <li><b>Without a schema</b> it works alike; numbers and booleans stay as they are.
 *   <li><b>Tombstones</b>, heartbeats, truncates and other records without a row pass untouched.
 *   <li><b>Errors:</b> a field of another type fails the record with a {@code DataException} that names the field and holds
 *       no value.
 * </ul>
 *
 * <p>Cuts in the record's value; {@link Key} cuts in its key. Any number of threads may apply it once it is configured.
 */
public class TruncateField<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Cuts long text at the boundary of a character, so that an overlong keyword never gets a document rejected.";

    public static final ConfigDef CONFIG_DEF = TruncateFieldConfig.DEFINITION;

    private static final String NAME = "TruncateField";

    public TruncateField() {
        this(RecordPart.VALUE);
    }

    private TruncateField(RecordPart part) {
        super(NAME, part, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        TruncateFieldConfig config = new TruncateFieldConfig(settings);
        return rowPlan(config.steps(NAME), config);
    }

    /** Cuts in the record's key, that of tombstones too. */
    public static final class Key<R extends ConnectRecord<R>> extends TruncateField<R> {
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /** Cuts in the record's value, as the outer class does. */
    public static final class Value<R extends ConnectRecord<R>> extends TruncateField<R> {
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
