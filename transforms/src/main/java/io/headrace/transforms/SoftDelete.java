package io.headrace.transforms;

import io.headrace.transforms.envelope.ChangeEvent;
import io.headrace.transforms.envelope.RecordReader;
import io.headrace.transforms.envelope.RowExtender;
import io.headrace.transforms.field.FieldReader;
import io.headrace.transforms.field.ScalarText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Makes marked documents of deletes, or deletes of marked rows. */
public class SoftDelete<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Makes a marked document of a deleted row, or a tombstone of a row that is marked as deleted.";

    public static final ConfigDef CONFIG_DEF = SoftDeleteConfig.DEFINITION;

    private static final String NAME = "SoftDelete";

    /** What ExtractNewRecordState writes into rows that it rewrote, as text. */
    private static final String REWRITTEN = "__deleted";

    @SuppressWarnings("NullAway.Init")
    private SoftDeleteConfig config;

    @SuppressWarnings("NullAway.Init")
    private RecordReader reader;

    @SuppressWarnings("NullAway.Init")
    private RowExtender extender;

    @SuppressWarnings("NullAway.Init")
    private Set<String> whenValues;

    public SoftDelete() {
        super(NAME);
    }

    @Override
    void open(Map<String, ?> properties) {
        config = new SoftDeleteConfig(properties);
        reader = new RecordReader(NAME, PlanConfig.cacheSize(config));
        whenValues = config.whenValues();
        List<RowExtender.Column> columns = new ArrayList<>();
        columns.add(new RowExtender.Column(config.deletedField(), Schema.BOOLEAN_SCHEMA));
        if (!config.deletedAtField().isEmpty()) {
            columns.add(new RowExtender.Column(config.deletedAtField(), Schema.OPTIONAL_STRING_SCHEMA));
        }
        extender = new RowExtender(NAME, columns, Set.of(REWRITTEN), PlanConfig.cacheSize(config));
    }

    @Override
    @Nullable
    R rewrite(R record) {
        return config.mode() == SoftDeleteMode.MARK ? marked(record) : deleted(record);
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    private @Nullable R marked(R record) {
        if (record.value() == null) {
            return null;
        }
        Object row = reader.row(record);
        if (row == null) {
            return record;
        }
        ChangeEvent event = reader.event(record);
        boolean isDelete = event == null ? isRewrittenDelete(row) : event.after() == null;
        List<@Nullable Object> values = new ArrayList<>(2);
        values.add(isDelete);
        if (!config.deletedAtField().isEmpty()) {
            values.add(isDelete ? time(record, event) : null);
        }
        SchemaAndValue value = event == null
                ? extender.row(row, values)
                : extender.event(record.value(), isDelete ? "u" : event.op(), row, values);
        return RecordPart.VALUE.with(record, value.schema(), value.value());
    }

    private static boolean isRewrittenDelete(Object row) {
        return "true".equals(String.valueOf(FieldReader.child(row, REWRITTEN)));
    }

    /** When the source says that the row was deleted, else when the record says. */
    private static @Nullable String time(ConnectRecord<?> record, @Nullable ChangeEvent event) {
        Object source = event == null || event.source() == null ? null : FieldReader.child(event.source(), "ts_ms");
        Long millis = source instanceof Long time ? time : record.timestamp();
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }

    private R deleted(R record) {
        Object row = reader.row(record);
        ChangeEvent event = row == null ? null : reader.event(record);
        if (row == null || (event != null && event.after() == null)) {
            return record;
        }
        Object mark = FieldReader.read(row, config.whenField(), config.missing(), NAME);
        String text = mark == null ? null : ScalarText.of(mark);
        return text != null && whenValues.contains(text) ? RecordPart.VALUE.with(record, null, null) : record;
    }
}
