package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import io.headrace.transforms.engine.TransformMetrics;
import io.headrace.transforms.field.SchemaCache;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;

/**
 * Gives a row one key, whether a snapshot or the stream read it. Debezium writes two types of key columns in two ways:
 * TIMESTAMP with a fraction, and BOOLEAN. A row with two keys has two documents and two partitions, and its changes come in
 * no order.
 *
 * <ul>
 *   <li><b>Input:</b> the record's key, of any record: change events, flat rows and tombstones. The value isn't looked at.
 *   <li><b>Output:</b> a new record with the stable key; the same object if the key has none of these columns or is stable
 *       already.
 *   <li><b>Without a schema</b> a key passes untouched: nothing tells its types. So does a key that is no struct, or null.
 *   <li><b>Errors:</b> none are expected; text of another form than Debezium's stays as it is.
 * </ul>
 *
 * <p>Any number of threads may apply it once it is configured.
 */
public class StableKey<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Gives a row one key by snapshot and stream: TIMESTAMP without trailing zeros in its fraction, and BOOLEAN as 1"
                    + " or 0.";

    public static final ConfigDef CONFIG_DEF = SchemaCacheConfig.define(new ConfigDef());

    public StableKey() {
        super("StableKey", RecordPart.KEY, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        AbstractConfig config = new AbstractConfig(CONFIG_DEF, settings, false);
        return new Plan<>(SchemaCacheConfig.cacheSize(config));
    }

    private static final class Plan<R extends ConnectRecord<R>> extends RecordPlan<R> {
        private final SchemaCache<StableKeyPlan> plans;

        Plan(int cacheSize) {
            plans = new SchemaCache<>(cacheSize, StableKeyPlan::of);
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // the same object means untouched
        protected R apply(R record, TransformMetrics metrics) {
            if (!(record.key() instanceof Struct key)) {
                return record;
            }
            Struct stable = plans.get(key.schema()).apply(key);
            return stable == key ? record : RecordPart.KEY.with(record, stable.schema(), stable);
        }
    }
}
