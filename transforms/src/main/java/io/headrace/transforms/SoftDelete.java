package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import io.headrace.transforms.engine.TransformMetrics;
import io.headrace.transforms.envelope.ChangeEvent;
import io.headrace.transforms.envelope.ChangeEventReader;
import io.headrace.transforms.envelope.RowExtender;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.FieldReader;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.path.ScalarText;
import io.headrace.transforms.setting.SchemaCacheConfig;
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

/**
 * Turns deletes into documents that are marked as deleted ({@code mode=mark}), or rows that are marked as deleted into
 * tombstones ({@code mode=tombstone}).
 *
 * <ul>
 *   <li><b>Input:</b> change events and flat rows, with a schema or without. Flat deletes are known by the {@code __deleted}
 *       that ExtractNewRecordState writes with {@code delete.tombstone.handling.mode=rewrite}.
 *   <li><b>Output of mark:</b> a delete becomes an update of its last image with the mark set; every other row gets the mark
 *       unset. Tombstones are dropped.
 *   <li><b>Output of tombstone:</b> a row whose field has one of the configured values leaves without a value; other rows,
 *       real deletes and tombstones pass untouched.
 *   <li><b>Records without a row</b> pass untouched.
 *   <li><b>Errors:</b> a {@code DataException} if an image lacks a column that the copy needs, or, with {@code
 *       on.missing.field=fail}, the field that marks a row.
 * </ul>
 *
 * <p>Any number of threads may apply it once it is configured.
 */
public class SoftDelete<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Turns a deleted row into a document that is marked as deleted, or a row that is marked as deleted into a"
                    + " tombstone.";

    public static final ConfigDef CONFIG_DEF = SoftDeleteConfig.DEFINITION;

    private static final String NAME = "SoftDelete";

    /** What ExtractNewRecordState writes into rows that it rewrote, as text. */
    private static final String REWRITTEN = "__deleted";

    public SoftDelete() {
        super(NAME, RecordPart.VALUE, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        SoftDeleteConfig config = new SoftDeleteConfig(settings);
        return config.mode() == SoftDeleteMode.MARK ? new MarkDeletes<>(config) : new DeleteMarked<>(config);
    }

    /** Makes updates of deletes. */
    private static final class MarkDeletes<R extends ConnectRecord<R>> extends RecordPlan<R> {
        private final ChangeEventReader reader;
        private final RowExtender extender;
        private final boolean writesTime;

        MarkDeletes(SoftDeleteConfig config) {
            int cacheSize = SchemaCacheConfig.cacheSize(config);
            reader = new ChangeEventReader(NAME, cacheSize);
            writesTime = !config.deletedAtField().isEmpty();
            List<RowExtender.Column> columns = new ArrayList<>();
            columns.add(new RowExtender.Column(config.deletedField(), Schema.BOOLEAN_SCHEMA));
            if (writesTime) {
                columns.add(new RowExtender.Column(config.deletedAtField(), Schema.OPTIONAL_STRING_SCHEMA));
            }
            extender = new RowExtender(NAME, columns, Set.of(REWRITTEN), cacheSize);
        }

        @Override
        protected @Nullable R apply(R record, TransformMetrics metrics) {
            if (record.value() == null) {
                return null;
            }
            ChangeEvent event = reader.event(record);
            Object row = event == null ? reader.row(record) : event.row();
            if (row == null) {
                return record;
            }
            boolean isDelete = event == null ? isRewrittenDelete(row) : event.after() == null;
            List<@Nullable Object> values = new ArrayList<>(2);
            values.add(isDelete);
            if (writesTime) {
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

        /** The source's time of the delete, else the record's. */
        private static @Nullable String time(ConnectRecord<?> record, @Nullable ChangeEvent event) {
            Object source = event == null || event.source() == null ? null : FieldReader.child(event.source(), "ts_ms");
            Long millis = source instanceof Long time ? time : record.timestamp();
            return millis == null ? null : Instant.ofEpochMilli(millis).toString();
        }
    }

    /** Makes tombstones of marked rows. */
    private static final class DeleteMarked<R extends ConnectRecord<R>> extends RecordPlan<R> {
        private final ChangeEventReader reader;
        private final FieldPath field;
        private final Set<String> values;
        private final MissingField missing;

        DeleteMarked(SoftDeleteConfig config) {
            reader = new ChangeEventReader(NAME, SchemaCacheConfig.cacheSize(config));
            field = config.whenField();
            values = config.whenValues();
            missing = config.missing();
        }

        @Override
        protected R apply(R record, TransformMetrics metrics) {
            ChangeEvent event = reader.event(record);
            Object row = event == null ? reader.row(record) : event.row();
            if (row == null || (event != null && event.after() == null)) {
                return record;
            }
            Object mark = FieldReader.read(row, field, missing, NAME);
            String text = mark == null ? null : ScalarText.of(mark);
            return text != null && values.contains(text) ? RecordPart.VALUE.with(record, null, null) : record;
        }
    }
}
