package io.headrace.transforms;

import io.headrace.transforms.envelope.BinlogPosition;
import io.headrace.transforms.envelope.ChangeEvent;
import io.headrace.transforms.envelope.RecordKind;
import io.headrace.transforms.envelope.RecordReader;
import io.headrace.transforms.envelope.RowExtender;
import io.headrace.transforms.field.FieldPath;
import io.headrace.transforms.field.FieldReader;
import io.headrace.transforms.field.MissingField;
import io.headrace.transforms.field.Site;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Gives each record a whole number that grows with the source, for sinks that take an external version. */
public class DocumentVersion<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Puts a whole number that grows with the source's position into a header or field, for sinks that take an"
                    + " external document version.";

    public static final ConfigDef CONFIG_DEF = DocumentVersionConfig.DEFINITION;

    private static final String NAME = "DocumentVersion";

    @SuppressWarnings("NullAway.Init")
    private DocumentVersionConfig config;

    @SuppressWarnings("NullAway.Init")
    private RecordReader reader;

    private @Nullable RowExtender extender;

    public DocumentVersion() {
        super(NAME);
    }

    @Override
    void open(Map<String, ?> properties) {
        config = new DocumentVersionConfig(properties);
        reader = new RecordReader(NAME, PlanConfig.cacheSize(config));
        RowExtender.Column column = new RowExtender.Column(config.fieldName(), Schema.INT64_SCHEMA);
        extender = config.fieldName().isEmpty()
                ? null
                : new RowExtender(NAME, List.of(column), Set.of(), PlanConfig.cacheSize(config));
    }

    @Override
    R rewrite(R record) {
        Object row = reader.row(record);
        if (row == null) {
            return record;
        }
        ChangeEvent event = reader.event(record);
        long version = version(row, event);
        SchemaAndValue value = extended(record, event, version);
        R versioned = RecordPart.VALUE.with(record, value.schema(), value.value());
        if (!config.headerName().isEmpty()) {
            versioned.headers().remove(config.headerName()).addLong(config.headerName(), version);
        }
        return versioned;
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    private SchemaAndValue extended(R record, @Nullable ChangeEvent event, long version) {
        if (extender == null || (event != null && event.after() == null)) {
            return new SchemaAndValue(record.valueSchema(), record.value());
        }
        return event == null
                ? extender.row(record.value(), List.of(version))
                : extender.event(record.value(), event.op(), event.after(), List.of(version));
    }

    private long version(Object row, @Nullable ChangeEvent event) {
        Object source = event == null ? row : event.source();
        String prefix = event == null ? "__" + RecordKind.SOURCE + "_" : "";
        return switch (config.source()) {
            case BINLOG -> {
                Site site = FieldReader.site(row, FieldPath.ofName(RecordKind.SOURCE), NAME);
                yield BinlogPosition.of(source == null ? Map.of() : source, prefix, site)
                        .version(config.epoch(), site);
            }
            case TS_NS -> wholeNumber(row, FieldPath.ofName(prefix + "ts_ns"), source == null ? Map.of() : source);
            case FIELD -> wholeNumber(row, java.util.Objects.requireNonNull(config.field()), row);
        };
    }

    private static String found(@Nullable Object value) {
        if (value == null) {
            return "none";
        }
        return value instanceof Number number && number.doubleValue() < 0
                ? "a negative number"
                : "a " + value.getClass().getSimpleName();
    }

    private static long wholeNumber(Object row, FieldPath path, Object container) {
        Object value = FieldReader.read(container, path, MissingField.IGNORE, NAME);
        if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            long number = ((Number) value).longValue();
            if (number >= 0) {
                return number;
            }
        }
        throw FieldReader.site(row, path, NAME)
                .error("a whole number from 0 on", found(value), "Name another field, or have the source add it.");
    }
}
