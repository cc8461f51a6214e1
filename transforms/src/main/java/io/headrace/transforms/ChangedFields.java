package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import io.headrace.transforms.engine.TransformMetrics;
import io.headrace.transforms.envelope.ChangeEvent;
import io.headrace.transforms.envelope.ChangeEventReader;
import io.headrace.transforms.envelope.ChangesField;
import io.headrace.transforms.envelope.RowDifference;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Says which columns an update changed, and can drop updates that changed none.
 *
 * <ul>
 *   <li><b>Input:</b> change events with both images, with a schema or without, which needs MySQL's {@code
 *       binlog_row_image=FULL}.
 *   <li><b>Output:</b> updates get a header with the names of the changed columns. With {@code field.changes} every change
 *       event gets a field with old and new values, null unless it is an update. With {@code drop.unchanged} an update that
 *       changed nothing but ignored columns is dropped.
 *   <li><b>Flat rows</b>, which have no before, tombstones, truncates and records without a row pass untouched.
 *   <li><b>Errors:</b> a {@code DataException} if the event has a field of the configured name already.
 * </ul>
 *
 * <p>Any number of threads may apply it once it is configured.
 */
public class ChangedFields<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Says which columns an update changed, in a header or with old and new values in a field, and can drop updates"
                    + " that changed none.";

    public static final ConfigDef CONFIG_DEF = ChangedFieldsConfig.DEFINITION;

    private static final String NAME = "ChangedFields";
    private static final Schema COLUMN_NAMES =
            SchemaBuilder.array(Schema.STRING_SCHEMA).build();

    public ChangedFields() {
        super(NAME, RecordPart.VALUE, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        return new Plan<>(new ChangedFieldsConfig(settings));
    }

    private static final class Plan<R extends ConnectRecord<R>> extends RecordPlan<R> {
        private final ChangeEventReader reader;
        private final Set<String> ignored;
        private final boolean dropsUnchanged;
        private final String header;
        private final @Nullable ChangesField changes;

        Plan(ChangedFieldsConfig config) {
            int cacheSize = SchemaCacheConfig.cacheSize(config);
            reader = new ChangeEventReader(NAME, cacheSize);
            ignored = config.ignored();
            dropsUnchanged = config.dropsUnchanged();
            header = config.header();
            changes = config.changesField().isEmpty() ? null : new ChangesField(NAME, config.changesField(), cacheSize);
        }

        @Override
        protected @Nullable R apply(R record, TransformMetrics metrics) {
            ChangeEvent event = reader.event(record);
            if (event == null || event.row() == null) {
                return record;
            }
            List<String> changed = event.before() == null || event.after() == null
                    ? null
                    : RowDifference.between(event.before(), event.after(), ignored);
            if (changed != null && changed.isEmpty() && dropsUnchanged) {
                return null;
            }
            return changed == null && changes == null ? record : withChanges(record, event, changed);
        }

        private R withChanges(R record, ChangeEvent event, @Nullable List<String> changed) {
            SchemaAndValue value = changes == null
                    ? new SchemaAndValue(record.valueSchema(), record.value())
                    : changes.add(record.value(), event, changed);
            R extended = RecordPart.VALUE.with(record, value.schema(), value.value());
            if (changed != null && !header.isEmpty()) {
                extended.headers().remove(header).add(header, changed, COLUMN_NAMES);
            }
            return extended;
        }
    }
}
