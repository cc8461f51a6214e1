package io.headrace.transforms;

import io.headrace.transforms.field.SchemaCache;
import io.headrace.transforms.field.StableKeyPlan;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;

/**
 * Writes in one way what Debezium writes in two in a key: TIMESTAMP with a fraction, and BOOLEAN. Without it one row has two
 * keys, one by the snapshot and one by the stream, and so two documents and two partitions.
 */
public class StableKey<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Gives a row one key by snapshot and stream: TIMESTAMP without zeros at the end of its fraction, and BOOLEAN as 1"
                    + " and 0.";

    public static final ConfigDef CONFIG_DEF = PlanConfig.define(new ConfigDef());

    @SuppressWarnings("NullAway.Init")
    private SchemaCache<StableKeyPlan> plans;

    public StableKey() {
        super("StableKey");
    }

    @Override
    void open(Map<String, ?> properties) {
        plans = new SchemaCache<>(
                PlanConfig.cacheSize(new AbstractConfig(CONFIG_DEF, properties, false)), StableKeyPlan::of);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object means untouched
    R rewrite(R record) {
        if (!(record.key() instanceof Struct key)) {
            return record;
        }
        Struct stable = plans.get(key.schema()).apply(key);
        return stable == key ? record : RecordPart.KEY.with(record, stable.schema(), stable);
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }
}
