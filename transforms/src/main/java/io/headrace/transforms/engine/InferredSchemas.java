package io.headrace.transforms.engine;

import io.headrace.transforms.envelope.RecordKind;
import io.headrace.transforms.field.InferredRow;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.json.InferredValue;
import io.headrace.transforms.json.JsonShape;
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
 * Gives rows in which JSON was expanded a schema again, inferred from the shape of their JSON. Rows of one shape share one
 * schema object. A bounded number of schemas is kept; one that was evicted is built again, equal. Called by any number of
 * threads.
 */
final class InferredSchemas {

    /** A change event with inferred rows; before and after are one plan if they have the same schema. */
    static final class Event {
        private final Schema schema;
        private final InferredRow before;
        private final InferredRow after;

        Event(Schema schema, InferredRow before, InferredRow after) {
            this.schema = schema;
            this.before = before;
            this.after = after;
        }
    }

    /** The plan, an InferredRow or an Event, is compared by identity: it stands for one incoming schema. */
    private record Key(Object plan, List<JsonShape> shapes) {}

    private final Map<Key, Schema> schemas;

    InferredSchemas(int size) {
        schemas = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Schema> eldest) {
                return size() > size;
            }
        };
    }

    SchemaAndValue row(InferredRow plan, Struct row) {
        @Nullable Object[] values = plan.read(row);
        Schema schema = schema(plan, shapes(plan, values));
        return new SchemaAndValue(schema, plan.struct(schema, values, InferredValue::of));
    }

    /** Before and after get one schema that fits both, so that no reader meets two schemas of one name in a record. */
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
                            before == null ? null : plan.before.struct(field.schema(), before, InferredValue::of);
                        case RecordKind.AFTER ->
                            after == null ? null : plan.after.struct(field.schema(), after, InferredValue::of);
                        default -> FieldReader.child(event, field.name());
                    });
        }
        return new SchemaAndValue(schema, out);
    }

    private static @Nullable Object @Nullable [] values(InferredRow plan, @Nullable Object row) {
        return row == null ? null : plan.read((Struct) row);
    }

    private static List<JsonShape> shapes(InferredRow plan, @Nullable Object @Nullable [] values) {
        List<JsonShape> shapes = new ArrayList<>();
        for (int column : plan.inferred()) {
            shapes.add(JsonShape.of(values == null ? null : values[column]));
        }
        return shapes;
    }

    private static List<JsonShape> merged(List<JsonShape> before, List<JsonShape> after) {
        List<JsonShape> merged = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            merged.add(before.get(i).merge(after.get(i)));
        }
        return merged;
    }

    private Schema schema(InferredRow plan, List<JsonShape> shapes) {
        return cached(new Key(plan, shapes), () -> {
            Iterator<JsonShape> next = shapes.iterator();
            return plan.schema(name -> InferredValue.schema(next.next(), name));
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
