package io.headrace.transforms.predicate;

import io.headrace.transforms.envelope.ChangeEvent;
import io.headrace.transforms.envelope.ChangeEventReader;
import io.headrace.transforms.path.FieldReader;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * True if the operation of a change event is one of those configured.
 *
 * <ul>
 *   <li><b>Input:</b> change events, and flat rows with a field {@code __op}; with a schema or without.
 *   <li><b>Tombstones</b> and other records without an operation: false.
 *   <li><b>Errors:</b> a {@code DataException} if the value is named like an envelope but isn't shaped like one.
 * </ul>
 *
 * <p>Any number of threads may test with it once it is configured.
 */
public class OperationIs<R extends ConnectRecord<R>> extends RowPredicate<R> {

    public static final String OVERVIEW_DOC = "True for change events whose operation is listed.";

    public static final ConfigDef CONFIG_DEF = OperationIsConfig.DEFINITION;

    private static final String NAME = "OperationIs";
    private static final String FLAT_OP = "__op";

    @SuppressWarnings("NullAway.Init")
    private Set<String> operations;

    @SuppressWarnings("NullAway.Init")
    private ChangeEventReader reader;

    @Override
    public void configure(Map<String, ?> properties) {
        OperationIsConfig config = new OperationIsConfig(properties);
        operations = config.operations();
        reader = new ChangeEventReader(NAME, SchemaCacheConfig.SCHEMA_CACHE_SIZE_DEFAULT);
    }

    @Override
    public boolean test(R record) {
        ChangeEvent event = reader.event(record);
        if (event != null) {
            return operations.contains(event.op());
        }
        Object row = reader.row(record);
        return row != null && FieldReader.child(row, FLAT_OP) instanceof String op && operations.contains(op);
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }
}
