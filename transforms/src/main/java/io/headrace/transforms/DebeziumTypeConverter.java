package io.headrace.transforms;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Converts semantic types to what a search document wants, and takes the defaults off the schema.
 *
 * <p>Works on the value; $Key on the key. Called by any number of threads once configured.
 */
public class DebeziumTypeConverter<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    public static final String OVERVIEW_DOC =
            "Converts every Debezium and Connect semantic type to what a search document wants: dates to ISO-8601,"
                    + " decimals to numbers, SET to arrays, BIT to numbers, geometry to GeoJSON; in before and after of"
                    + " change events and in flat rows.";

    public static final ConfigDef CONFIG_DEF = DebeziumTypeConverterConfig.DEFINITION;

    private final FieldTransform transform;

    public DebeziumTypeConverter() {
        this(RecordPart.VALUE);
    }

    private DebeziumTypeConverter(RecordPart part) {
        transform = new FieldTransform("DebeziumTypeConverter", part);
    }

    @Override
    public void configure(Map<String, ?> properties) {
        DebeziumTypeConverterConfig config = new DebeziumTypeConverterConfig(properties);
        transform.open(config.steps("DebeziumTypeConverter"), PlanConfig.cacheSize(config));
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
    public static final class Key<R extends ConnectRecord<R>> extends DebeziumTypeConverter<R> {
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /** Works on the record's value, as the outer class does. */
    public static final class Value<R extends ConnectRecord<R>> extends DebeziumTypeConverter<R> {
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
