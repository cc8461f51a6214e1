package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import io.headrace.transforms.engine.TransformMetrics;
import io.headrace.transforms.envelope.BinlogPosition;
import io.headrace.transforms.envelope.ChangeEvent;
import io.headrace.transforms.envelope.ChangeEventReader;
import io.headrace.transforms.envelope.RecordKind;
import io.headrace.transforms.envelope.RowExtender;
import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.FieldReader;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Gives each record a whole number that grows with the source's position, for sinks that take an external document version.
 *
 * <ul>
 *   <li><b>Input:</b> change events, and flat rows that carry the source's fields ({@code __source_file} and so on), with a
 *       schema or without.
 *   <li><b>Output:</b> a new record with the version in a header, in a field of after or of the flat row, or in both.
 *   <li><b>Tombstones</b> have no source: they and other records without a row pass untouched, without a version.
 *   <li><b>Errors:</b> a {@code DataException} if the record has no position or field to make a version of, or one that
 *       doesn't fit.
 * </ul>
 *
 * <p>Any number of threads may apply it once it is configured.
 */
public class DocumentVersion<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Puts a whole number that grows with the source's position into a header or field, for sinks that take an"
                    + " external document version.";

    public static final ConfigDef CONFIG_DEF = DocumentVersionConfig.DEFINITION;

    private static final String NAME = "DocumentVersion";

    public DocumentVersion() {
        super(NAME, RecordPart.VALUE, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        return new Plan<>(new DocumentVersionConfig(settings));
    }

    private static final class Plan<R extends ConnectRecord<R>> extends RecordPlan<R> {
        private final ChangeEventReader reader;
        private final VersionSource source;
        private final int epoch;
        private final @Nullable FieldPath field;
        private final String headerName;
        private final @Nullable RowExtender extender;

        Plan(DocumentVersionConfig config) {
            int cacheSize = SchemaCacheConfig.cacheSize(config);
            reader = new ChangeEventReader(NAME, cacheSize);
            source = config.source();
            epoch = config.epoch();
            field = config.field();
            headerName = config.headerName();
            RowExtender.Column column = new RowExtender.Column(config.fieldName(), Schema.INT64_SCHEMA);
            extender =
                    config.fieldName().isEmpty() ? null : new RowExtender(NAME, List.of(column), Set.of(), cacheSize);
        }

        @Override
        protected R apply(R record, TransformMetrics metrics) {
            ChangeEvent event = reader.event(record);
            Object row = event == null ? reader.row(record) : event.row();
            if (row == null) {
                return record;
            }
            long version = version(row, event);
            SchemaAndValue value = withField(record, event, version);
            R versioned = RecordPart.VALUE.with(record, value.schema(), value.value());
            if (!headerName.isEmpty()) {
                versioned.headers().remove(headerName).addLong(headerName, version);
            }
            return versioned;
        }

        private SchemaAndValue withField(R record, @Nullable ChangeEvent event, long version) {
            if (extender == null || (event != null && event.after() == null)) {
                return new SchemaAndValue(record.valueSchema(), record.value());
            }
            return event == null
                    ? extender.row(record.value(), List.of(version))
                    : extender.event(record.value(), event.op(), event.after(), List.of(version));
        }

        private long version(Object row, @Nullable ChangeEvent event) {
            Object block = event == null ? row : event.source();
            String prefix = event == null ? "__" + RecordKind.SOURCE + "_" : "";
            return switch (source) {
                case BINLOG -> {
                    FieldLocation location = FieldReader.location(row, FieldPath.ofName(RecordKind.SOURCE), NAME);
                    yield BinlogPosition.of(block == null ? Map.of() : block, prefix, location)
                            .version(epoch, location);
                }
                case TS_NS -> wholeNumber(row, FieldPath.ofName(prefix + "ts_ns"), block == null ? Map.of() : block);
                case FIELD -> wholeNumber(row, Objects.requireNonNull(field), row);
            };
        }
    }

    private static long wholeNumber(Object row, FieldPath path, Object container) {
        Object value = FieldReader.read(container, path, MissingField.IGNORE, NAME);
        if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            long number = ((Number) value).longValue();
            if (number >= 0) {
                return number;
            }
        }
        throw FieldReader.location(row, path, NAME)
                .error("a whole number from 0 on", found(value), "Name another field, or have the source add it.");
    }

    private static String found(@Nullable Object value) {
        if (value == null) {
            return "none";
        }
        return value instanceof Number number && number.doubleValue() < 0
                ? "a negative number"
                : "a " + value.getClass().getSimpleName();
    }
}
