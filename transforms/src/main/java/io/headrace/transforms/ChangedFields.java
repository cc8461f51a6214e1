package io.headrace.transforms;

import io.headrace.transforms.envelope.ChangeEvent;
import io.headrace.transforms.envelope.ChangeList;
import io.headrace.transforms.envelope.RecordReader;
import io.headrace.transforms.envelope.RowDifference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Tells what an update changed, and drops updates that changed nothing. Flat rows have no before: they pass. */
public class ChangedFields<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Tells which columns an update changed, in a header or with old and new values in a field, and drops updates that"
                    + " changed none.";

    public static final ConfigDef CONFIG_DEF = ChangedFieldsConfig.DEFINITION;

    private static final String NAME = "ChangedFields";
    private static final Schema NAMES =
            SchemaBuilder.array(Schema.STRING_SCHEMA).build();

    @SuppressWarnings("NullAway.Init")
    private ChangedFieldsConfig config;

    @SuppressWarnings("NullAway.Init")
    private RecordReader reader;

    @SuppressWarnings("NullAway.Init")
    private Set<String> ignored;

    private @Nullable ChangeList changes;

    public ChangedFields() {
        super(NAME);
    }

    @Override
    void open(Map<String, ?> properties) {
        config = new ChangedFieldsConfig(properties);
        reader = new RecordReader(NAME, PlanConfig.cacheSize(config));
        ignored = config.ignored();
        changes = config.changesField().isEmpty()
                ? null
                : new ChangeList(NAME, config.changesField(), PlanConfig.cacheSize(config));
    }

    @Override
    @Nullable
    R rewrite(R record) {
        ChangeEvent event = reader.event(record);
        if (event == null || event.row() == null) {
            return record;
        }
        List<String> changed = event.before() == null || event.after() == null
                ? null
                : RowDifference.between(event.before(), event.after(), ignored);
        if (changed != null && changed.isEmpty() && config.dropsUnchanged()) {
            return null;
        }
        return changed == null && changes == null ? record : told(record, event, changed);
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    private R told(R record, ChangeEvent event, @Nullable List<String> changed) {
        SchemaAndValue value = changes == null
                ? new SchemaAndValue(record.valueSchema(), record.value())
                : changes.add(record.value(), event, changed);
        R told = RecordPart.VALUE.with(record, value.schema(), value.value());
        if (changed != null && !config.header().isEmpty()) {
            told.headers().remove(config.header()).add(config.header(), changed, NAMES);
        }
        return told;
    }
}
