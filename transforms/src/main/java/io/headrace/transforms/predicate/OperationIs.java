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
 * True for change events, or flat rows with a field {@code __op}, whose operation is listed. Called by any number of
 * threads once configured.
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
