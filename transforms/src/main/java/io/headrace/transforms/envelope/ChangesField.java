package io.headrace.transforms.envelope;

import io.headrace.transforms.field.SchemaCache;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.FieldReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Adds a field to events that holds the old and new values of changed columns. Called by any thread. */
public final class ChangesField {

    private static final String OLD = "old";
    private static final String NEW = "new";

    private final String transform;
    private final String name;
    private final SchemaCache<Schema> events;

    /** @param name of the field to add */
    public ChangesField(String transform, String name, int cacheSize) {
        this.transform = transform;
        this.name = name;
        events = new SchemaCache<>(cacheSize, this::extended);
    }

    /** @param changed names of columns; null if the event is not an update, which makes the field null */
    public SchemaAndValue add(Object event, ChangeEvent parts, @Nullable List<String> changed) {
        if (event instanceof Struct struct) {
            Schema schema = events.get(struct.schema());
            Struct out = new Struct(schema);
            for (Field field : struct.schema().fields()) {
                out.put(field.name(), FieldReader.child(struct, field.name()));
            }
            Schema changes = schema.field(name).schema();
            out.put(name, changed == null ? null : changesStruct(changes, parts, changed));
            return new SchemaAndValue(schema, out);
        }
        Map<Object, @Nullable Object> out = new LinkedHashMap<>((Map<?, ?>) event);
        if (out.containsKey(name)) {
            throw taken(FieldLocation.NO_SCHEMA);
        }
        out.put(name, changed == null ? null : changesMap(parts, changed));
        return new SchemaAndValue(null, out);
    }

    private DataException taken(String schema) {
        return new FieldLocation(transform, schema, name)
                .error("a new name that is free", "a field of that name in the event already", "Choose another name.");
    }

    private static Struct changesStruct(Schema changes, ChangeEvent parts, List<String> changed) {
        Struct out = new Struct(changes);
        for (String column : changed) {
            out.put(
                    column,
                    new Struct(changes.field(column).schema())
                            .put(OLD, value(parts.before(), column))
                            .put(NEW, value(parts.after(), column)));
        }
        return out;
    }

    private static Map<String, Object> changesMap(ChangeEvent parts, List<String> changed) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (String column : changed) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put(OLD, value(parts.before(), column));
            values.put(NEW, value(parts.after(), column));
            out.put(column, values);
        }
        return out;
    }

    private static @Nullable Object value(@Nullable Object row, String column) {
        return FieldReader.child(Objects.requireNonNull(row), column);
    }

    private Schema extended(Schema event) {
        SchemaBuilder builder = SchemaBuilder.struct();
        if (event.field(name) != null) {
            throw taken(String.valueOf(event.name()));
        }
        event.fields().forEach(field -> builder.field(field.name(), field.schema()));
        return Schemas.like(event, builder.field(name, changes(event)));
    }

    private static Schema changes(Schema event) {
        SchemaBuilder changes = SchemaBuilder.struct().optional();
        for (Field column : event.field(RecordKind.AFTER).schema().fields()) {
            Schema value = Schemas.optional(column.schema());
            changes.field(
                    column.name(),
                    SchemaBuilder.struct()
                            .optional()
                            .field(OLD, value)
                            .field(NEW, value)
                            .build());
        }
        return changes.build();
    }
}
