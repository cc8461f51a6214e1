package io.headrace.transforms.predicate;

import io.headrace.transforms.envelope.ChangeEvent;
import io.headrace.transforms.envelope.RecordReader;
import io.headrace.transforms.field.FieldReader;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/**
 * True for change events, or flat rows with a field {@code __op}, whose operation is listed. Called by any number of
 * threads once configured.
 */
public class OperationIs<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {

    public static final String OVERVIEW_DOC = "True for change events whose operation is listed.";

    public static final ConfigDef CONFIG_DEF = OperationIsConfig.DEFINITION;

    private static final String NAME = "OperationIs";
    private static final String FLAT_OP = "__op";

    @SuppressWarnings("NullAway.Init")
    private Set<String> operations;

    @SuppressWarnings("NullAway.Init")
    private RecordReader reader;

    @Override
    public void configure(Map<String, ?> properties) {
        OperationIsConfig config = new OperationIsConfig(properties);
        operations = config.operations();
        reader = new RecordReader(NAME, PredicateVersion.CACHED_SCHEMAS);
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

    @Override
    public String version() {
        return PredicateVersion.VERSION;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
