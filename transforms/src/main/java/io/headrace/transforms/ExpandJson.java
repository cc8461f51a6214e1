package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Turns JSON text into objects, arrays and scalars: every JSON column, or the text fields named in the settings.
 *
 * <ul>
 *   <li><b>Input:</b> change events, whose before and after are both expanded, and flat rows.
 *   <li><b>Output:</b> a record in which something was expanded leaves without a schema, its columns in order; with {@code
 *       output=struct} it gets a schema derived from its JSON. The same object if there is nothing to expand.
 *   <li><b>Without a schema</b> only named fields are expanded; values that are no text count as expanded already.
 *   <li><b>Tombstones</b>, heartbeats, truncates and other records without a row pass untouched.
 *   <li><b>Errors:</b> {@code on.invalid} decides what becomes of text that is not JSON: it is kept, becomes null, or fails
 *       the record with a {@code DataException} that names the field and holds no value.
 * </ul>
 *
 * <p>Expands the record's value; {@link Key} expands its key. Any number of threads may apply it once it is configured.
 */
public class ExpandJson<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Turns JSON text into real objects and arrays, in before and after of change events and in flat rows."
                    + " A record in which something was expanded leaves without a schema, its columns in order, or with"
                    + " a schema derived from its JSON.";

    public static final ConfigDef CONFIG_DEF = ExpandJsonConfig.DEFINITION;

    private static final String NAME = "ExpandJson";

    public ExpandJson() {
        this(RecordPart.VALUE);
    }

    private ExpandJson(RecordPart part) {
        super(NAME, part, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        ExpandJsonConfig config = new ExpandJsonConfig(settings);
        return rowPlan(config.steps(NAME), config);
    }

    /** Expands the record's key, that of tombstones too. */
    public static final class Key<R extends ConnectRecord<R>> extends ExpandJson<R> {
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /** Expands the record's value, as the outer class does. */
    public static final class Value<R extends ConnectRecord<R>> extends ExpandJson<R> {
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
