package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Converts Debezium's and Connect's semantic types to what a search document holds: dates to ISO-8601 text, decimals to
 * numbers, SET to arrays, BIT to numbers, geometry to GeoJSON. Column defaults are taken off the schema, because converters
 * write them in place of null.
 *
 * <ul>
 *   <li><b>Input:</b> change events, whose before and after are both converted, and flat rows. Nested structs, arrays and
 *       maps are converted as well.
 *   <li><b>Output:</b> a new record whose schema describes the converted values; the same object if no column needs
 *       converting.
 *   <li><b>Without a schema</b> only the fields named in the settings are converted: nothing else tells their types.
 *   <li><b>Tombstones</b>, heartbeats, truncates and other records without a row pass untouched.
 *   <li><b>Errors:</b> a {@code DataException} that names the field and holds no value.
 * </ul>
 *
 * <p>Converts the record's value; {@link Key} converts its key. Any number of threads may apply it once it is configured.
 */
public class DebeziumTypeConverter<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Converts every Debezium and Connect semantic type to what a search document holds: dates to ISO-8601,"
                    + " decimals to numbers, SET to arrays, BIT to numbers, geometry to GeoJSON; in before and after of"
                    + " change events and in flat rows.";

    public static final ConfigDef CONFIG_DEF = DebeziumTypeConverterConfig.DEFINITION;

    private static final String NAME = "DebeziumTypeConverter";

    public DebeziumTypeConverter() {
        this(RecordPart.VALUE);
    }

    private DebeziumTypeConverter(RecordPart part) {
        super(NAME, part, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        DebeziumTypeConverterConfig config = new DebeziumTypeConverterConfig(settings);
        return rowPlan(config.steps(NAME), config);
    }

    /** Converts the record's key, that of tombstones too. */
    public static final class Key<R extends ConnectRecord<R>> extends DebeziumTypeConverter<R> {
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /** Converts the record's value, as the outer class does. */
    public static final class Value<R extends ConnectRecord<R>> extends DebeziumTypeConverter<R> {
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
