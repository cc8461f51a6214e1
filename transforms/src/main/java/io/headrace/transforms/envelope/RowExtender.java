package io.headrace.transforms.envelope;

import io.headrace.transforms.field.FieldWriter;
import io.headrace.transforms.field.SchemaCache;
import io.headrace.transforms.field.Schemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Appends columns to flat rows and to the after image of events; a column of the same name is replaced where it stands.
 * Input is never changed. Called by any thread.
 */
public final class RowExtender {

    /** A column to add. */
    public record Column(String name, Schema schema) {}

    private final String transform;
    private final List<Column> columns;
    private final Set<String> removed;
    private final SchemaCache<Row> rows;
    private final SchemaCache<Extension> events;

    /** How a row is copied, and where the added columns go. */
    private record Row(StructCopy copy, List<FieldWriter> added) {}

    /** How an event and its row are copied. */
    private record Extension(StructCopy event, FieldWriter op, FieldWriter after, Row row) {}

    public RowExtender(String transform, List<Column> columns, Set<String> removed, int cacheSize) {
        this.transform = transform;
        this.columns = List.copyOf(columns);
        this.removed = Set.copyOf(removed);
        rows = new SchemaCache<>(cacheSize, this::extendedRow);
        events = new SchemaCache<>(cacheSize, this::extendedEvent);
    }

    /** The flat row with values for the columns, in their order. */
    public SchemaAndValue row(Object row, List<? extends @Nullable Object> values) {
        if (row instanceof Struct struct) {
            Row plan = rows.get(struct.schema());
            return new SchemaAndValue(plan.copy.schema(), struct(struct, plan, values));
        }
        return new SchemaAndValue(null, map((Map<?, ?>) row, values));
    }

    /** The event with the given op, and as its after image the given row with values for the columns, in their order. */
    public SchemaAndValue event(
            Object event, String op, @Nullable Object after, List<? extends @Nullable Object> values) {
        if (event instanceof Struct struct) {
            Extension extension = events.get(struct.schema());
            Struct out = extension.event.of(struct, transform);
            extension.op.put(out, op);
            extension.after.put(out, after == null ? null : struct((Struct) after, extension.row, values));
            return new SchemaAndValue(extension.event.schema(), out);
        }
        Map<Object, @Nullable Object> out = new LinkedHashMap<>((Map<?, ?>) event);
        out.put(RecordKind.OP, op);
        out.put(RecordKind.AFTER, after == null ? null : map((Map<?, ?>) after, values));
        return new SchemaAndValue(null, out);
    }

    private Struct struct(Struct row, Row plan, List<? extends @Nullable Object> values) {
        Struct out = plan.copy.of(row, transform);
        for (int i = 0; i < plan.added.size(); i++) {
            plan.added.get(i).put(out, values.get(i));
        }
        return out;
    }

    private Map<Object, @Nullable Object> map(Map<?, ?> row, List<? extends @Nullable Object> values) {
        Map<Object, @Nullable Object> out = new LinkedHashMap<>(row);
        removed.forEach(out::remove);
        for (int i = 0; i < columns.size(); i++) {
            out.put(columns.get(i).name, values.get(i));
        }
        return out;
    }

    private Row extendedRow(Schema row) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (Field field : row.fields()) {
            Schema replacement = added(field.name());
            if (!removed.contains(field.name()) || replacement != null) {
                builder.field(field.name(), replacement == null ? field.schema() : replacement);
            }
        }
        columns.stream()
                .filter(column -> row.field(column.name) == null)
                .forEach(column -> builder.field(column.name, column.schema));
        Schema extended = Schemas.like(row, builder);
        List<FieldWriter> added = columns.stream()
                .map(column -> FieldWriter.of(extended.field(column.name)))
                .toList();
        return new Row(StructCopy.between(row, extended, name -> added(name) != null), added);
    }

    private Extension extendedEvent(Schema event) {
        Row row = rows.get(event.field(RecordKind.AFTER).schema());
        SchemaBuilder builder = SchemaBuilder.struct();
        for (Field field : event.fields()) {
            builder.field(field.name(), field.name().equals(RecordKind.AFTER) ? row.copy.schema() : field.schema());
        }
        Schema extended = Schemas.like(event, builder);
        return new Extension(
                StructCopy.between(
                        event, extended, name -> name.equals(RecordKind.AFTER) || name.equals(RecordKind.OP)),
                FieldWriter.of(extended.field(RecordKind.OP)),
                FieldWriter.of(extended.field(RecordKind.AFTER)),
                row);
    }

    private @Nullable Schema added(String name) {
        return columns.stream()
                .filter(column -> column.name.equals(name))
                .map(Column::schema)
                .findFirst()
                .orElse(null);
    }
}
