package io.headrace.transforms.envelope;

import io.headrace.transforms.field.FieldReader;
import io.headrace.transforms.field.SchemaCache;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Adds columns at the end of rows, of flat ones or of the after image of events; a column of the same name is replaced in
 * its place. Input is never changed. Called by any thread.
 */
public final class RowExtender {

    /** A column to add. */
    public record Column(String name, Schema schema) {}

    private final String transform;
    private final List<Column> columns;
    private final Set<String> removed;
    private final SchemaCache<Schema> rows;
    private final SchemaCache<Schema> events;

    public RowExtender(String transform, List<Column> columns, Set<String> removed, int cacheSize) {
        this.transform = transform;
        this.columns = List.copyOf(columns);
        this.removed = Set.copyOf(removed);
        rows = new SchemaCache<>(cacheSize, this::extendedRow);
        events = new SchemaCache<>(cacheSize, this::extendedEvent);
    }

    /** A flat row with values for the columns, in their order. */
    public SchemaAndValue row(Object row, List<? extends @Nullable Object> values) {
        return row instanceof Struct struct
                ? flat(struct, rows.get(struct.schema()), values)
                : new SchemaAndValue(null, map((Map<?, ?>) row, values));
    }

    /** An event with another op, and a row extended with values for the columns as its after image. */
    public SchemaAndValue event(
            Object event, String op, @Nullable Object after, List<? extends @Nullable Object> values) {
        if (event instanceof Struct struct) {
            Schema schema = events.get(struct.schema());
            Struct out = copy(struct, schema, RecordKind.AFTER::equals);
            out.put(RecordKind.OP, op);
            out.put(
                    RecordKind.AFTER,
                    after == null
                            ? null
                            : struct(
                                    (Struct) after,
                                    schema.field(RecordKind.AFTER).schema(),
                                    values));
            return new SchemaAndValue(schema, out);
        }
        Map<Object, @Nullable Object> out = new LinkedHashMap<>((Map<?, ?>) event);
        out.put(RecordKind.OP, op);
        out.put(RecordKind.AFTER, after == null ? null : map((Map<?, ?>) after, values));
        return new SchemaAndValue(null, out);
    }

    private SchemaAndValue flat(Struct row, Schema schema, List<? extends @Nullable Object> values) {
        return new SchemaAndValue(schema, struct(row, schema, values));
    }

    private Struct struct(Struct row, Schema schema, List<? extends @Nullable Object> values) {
        Struct out = copy(row, schema, name -> added(name) != null);
        for (int i = 0; i < columns.size(); i++) {
            out.put(columns.get(i).name, values.get(i));
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

    /**
     * Everything but what the caller puts. By name: an equal schema that is another object shares the cached output schema,
     * so that the schemas of its fields are other objects too.
     */
    private Struct copy(Struct from, Schema schema, Predicate<String> isPutByCaller) {
        Struct out = new Struct(schema);
        for (Field field : schema.fields()) {
            if (isPutByCaller.test(field.name())) {
                continue;
            }
            if (!field.schema().isOptional() && !FieldReader.has(from, field.name())) {
                throw new Site(transform, String.valueOf(from.schema().name()), field.name())
                        .error(
                                "the columns of after in before too, to take its place",
                                "none of that name",
                                "Put the transform that added it to after behind this one.");
            }
            out.put(field, FieldReader.child(from, field.name()));
        }
        return out;
    }

    private Schema extendedRow(Schema row) {
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
        return Schemas.like(row, builder);
    }

    private Schema extendedEvent(Schema event) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (Field field : event.fields()) {
            builder.field(
                    field.name(), field.name().equals(RecordKind.AFTER) ? rows.get(field.schema()) : field.schema());
        }
        return Schemas.like(event, builder);
    }

    private @Nullable Schema added(String name) {
        return columns.stream()
                .filter(column -> column.name.equals(name))
                .map(Column::schema)
                .findFirst()
                .orElse(null);
    }
}
