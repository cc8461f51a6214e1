package io.headrace.transforms.engine;

import io.headrace.transforms.envelope.RecordKind;
import io.headrace.transforms.field.OpenRow;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.json.JsonShape;
import io.headrace.transforms.json.ShapedValue;
import io.headrace.transforms.path.FieldReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows in which JSON was expanded a schema again, by the shapes that their JSON has. Rows of one shape share one
 * schema; only so many are kept, and one that was put out is built again, equal. Called by any number of threads.
 */
final class ShapedRows {

    /** A change event whose images are open: one row for both when they have the same schema. */
    static final class Event {
        private final Schema schema;
        private final OpenRow before;
        private final OpenRow after;

        Event(Schema schema, OpenRow before, OpenRow after) {
            this.schema = schema;
            this.before = before;
            this.after = after;
        }
    }

    /** The plan, an OpenRow or an Event, counts by identity: it stands for one schema that came in. */
    private record Key(Object plan, List<JsonShape> shapes) {}

    private final Map<Key, Schema> schemas;

    ShapedRows(int size) {
        schemas = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Schema> eldest) {
                return size() > size;
            }
        };
    }

    SchemaAndValue row(OpenRow open, Struct row) {
        @Nullable Object[] values = open.read(row);
        Schema schema = schema(open, shapes(open, values));
        return new SchemaAndValue(schema, open.struct(schema, values, ShapedValue::of));
    }

    /** Before and after get one schema, by what both hold, so that no reader meets two of one name in a record. */
    SchemaAndValue event(Event plan, Struct event) {
        @Nullable Object @Nullable [] before = values(plan.before, event.get(RecordKind.BEFORE));
        @Nullable Object @Nullable [] after = values(plan.after, event.get(RecordKind.AFTER));
        List<JsonShape> beforeShapes = shapes(plan.before, before);
        List<JsonShape> afterShapes = shapes(plan.after, after);
        if (plan.before == plan.after) {
            beforeShapes = merged(beforeShapes, afterShapes);
            afterShapes = beforeShapes;
        }
        Schema beforeSchema = schema(plan.before, beforeShapes);
        Schema afterSchema = schema(plan.after, afterShapes);
        List<JsonShape> all = new ArrayList<>(beforeShapes);
        all.addAll(afterShapes);
        Schema schema = cached(new Key(plan, all), () -> event(plan.schema, beforeSchema, afterSchema));
        Struct out = new Struct(schema);
        for (Field field : schema.fields()) {
            out.put(
                    field,
                    switch (field.name()) {
                        case RecordKind.BEFORE ->
                            before == null ? null : plan.before.struct(field.schema(), before, ShapedValue::of);
                        case RecordKind.AFTER ->
                            after == null ? null : plan.after.struct(field.schema(), after, ShapedValue::of);
                        default -> FieldReader.child(event, field.name());
                    });
        }
        return new SchemaAndValue(schema, out);
    }

    private static @Nullable Object @Nullable [] values(OpenRow open, @Nullable Object row) {
        return row == null ? null : open.read((Struct) row);
    }

    private static List<JsonShape> shapes(OpenRow open, @Nullable Object @Nullable [] values) {
        List<JsonShape> shapes = new ArrayList<>();
        for (int column : open.open()) {
            shapes.add(JsonShape.of(values == null ? null : values[column]));
        }
        return shapes;
    }

    private static List<JsonShape> merged(List<JsonShape> some, List<JsonShape> others) {
        List<JsonShape> merged = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            merged.add(some.get(i).merge(others.get(i)));
        }
        return merged;
    }

    private Schema schema(OpenRow open, List<JsonShape> shapes) {
        return cached(new Key(open, shapes), () -> {
            Iterator<JsonShape> next = shapes.iterator();
            return open.schema(name -> ShapedValue.schema(next.next(), name));
        });
    }

    private static Schema event(Schema model, Schema before, Schema after) {
        SchemaBuilder builder = SchemaBuilder.struct();
        for (Field field : model.fields()) {
            builder.field(
                    field.name(),
                    switch (field.name()) {
                        case RecordKind.BEFORE -> before;
                        case RecordKind.AFTER -> after;
                        default -> field.schema();
                    });
        }
        return Schemas.like(model, builder);
    }

    private Schema cached(Key key, Supplier<Schema> build) {
        synchronized (schemas) {
            Schema known = schemas.get(key);
            if (known == null) {
                known = build.get();
                schemas.put(key, known);
            }
            return known;
        }
    }
}
