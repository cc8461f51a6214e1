package io.headrace.transforms.envelope;

import io.headrace.transforms.field.SchemaCache;
import io.headrace.transforms.path.FieldReader;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Finds out what a record's value is, and takes change events apart. Called by any thread. */
public final class ChangeEventReader {

    private final String transform;
    private final SchemaCache<RecordKind> kinds;

    public ChangeEventReader(String transform, int cacheSize) {
        this.transform = transform;
        kinds = new SchemaCache<>(cacheSize, schema -> RecordKind.of(schema, transform));
    }

    public RecordKind kind(ConnectRecord<?> record) {
        if (record.value() instanceof Struct struct) {
            return kinds.get(struct.schema());
        }
        return record.value() instanceof Map<?, ?> map && record.valueSchema() == null
                ? RecordKind.of(map, transform)
                : RecordKind.NOT_A_ROW;
    }

    /** Null if the value is no change event. */
    public @Nullable ChangeEvent event(ConnectRecord<?> record) {
        return kind(record) == RecordKind.ENVELOPE ? ChangeEvent.of(record.value()) : null;
    }

    /** The row of a change event (after, else before) or the flat row itself; null if there is none. */
    public @Nullable Object row(ConnectRecord<?> record) {
        return switch (kind(record)) {
            case ROW -> record.value();
            case ENVELOPE -> {
                Object after = FieldReader.child(record.value(), RecordKind.AFTER);
                yield after != null ? after : FieldReader.child(record.value(), RecordKind.BEFORE);
            }
            case NOT_A_ROW -> null;
        };
    }
}
