package io.headrace.transforms.engine;

import io.headrace.transforms.envelope.RecordKind;
import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.OpenRow;
import io.headrace.transforms.field.Position;
import io.headrace.transforms.field.RowShape;
import io.headrace.transforms.field.SchemaCache;
import io.headrace.transforms.field.Typed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Runs field steps over the rows of a record in one pass: over before and after of an envelope, or over a flat row. The
 * single transforms hand it one step, the pipeline several. Records without a row in them pass untouched, the same object.
 */
final class RowRewriter<R extends ConnectRecord<R>> implements RecordPlan<R> {

    /** What becomes of records of one schema; nothing converted: they pass. With shaping, their schema is told by the value. */
    private record Plan(
            @Nullable Schema schema,
            Conversion conversion,
            @Nullable Function<Struct, SchemaAndValue> shaping,
            int converted,
            @Nullable Field operation,
            RowOrigins.@Nullable Watch watch) {

        static Plan of(Typed typed, int converted, @Nullable Field operation) {
            return new Plan(typed.schema(), typed.conversion(), null, converted, operation, null);
        }

        static Plan shaping(Function<Struct, SchemaAndValue> shaping, int converted, @Nullable Field operation) {
            return new Plan(null, Conversion.NONE, shaping, Math.max(1, converted), operation, null);
        }

        Plan watching(RowOrigins.@Nullable Watch origins) {
            return new Plan(schema, conversion, shaping, converted, operation, origins);
        }

        SchemaAndValue output(Struct value) {
            return shaping == null ? new SchemaAndValue(schema, conversion.convert(value)) : shaping.apply(value);
        }
    }

    private final String transform;
    private final RecordPart part;
    private final List<FieldStep> steps;
    private final SchemaCache<Plan> plans;
    private final ShapedRows shaped;
    private final RowOrigins origins;

    RowRewriter(String transform, RecordPart part, List<FieldStep> steps, int cacheSize) {
        this.transform = transform;
        this.part = part;
        this.steps = List.copyOf(steps);
        this.shaped = new ShapedRows(cacheSize);
        this.plans = new SchemaCache<>(cacheSize, this::compile);
        origins = new RowOrigins(transform);
    }

    @Override
    public R apply(R record, TransformMetrics metrics) {
        R rewritten = rewrite(record, metrics);
        return part == RecordPart.KEY ? KeyHeaders.rewrite(rewritten, this::rewriteKey) : rewritten;
    }

    private R rewrite(R record, TransformMetrics metrics) {
        Object value = part.value(record);
        if (value instanceof Struct struct) {
            return typed(record, struct, metrics);
        }
        if (value instanceof Map<?, ?> map && part.schema(record) == null) {
            return untyped(record, map, metrics);
        }
        passIfNotNull(value);
        return record;
    }

    /** Asks the steps whether a value that is no row may pass; one of them may refuse it. */
    private void passIfNotNull(@Nullable Object value) {
        if (value != null) {
            steps.forEach(step -> step.pass(value.getClass().getSimpleName()));
        }
    }

    private SchemaAndValue rewriteKey(SchemaAndValue key) {
        Object value = key.value();
        if (value instanceof Struct struct) {
            Plan plan = plans.get(struct.schema());
            return plan.converted == 0 ? key : plan.output(struct);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = copy(map);
            return rewriteRow(copy) == 0 ? key : new SchemaAndValue(null, copy);
        }
        passIfNotNull(value);
        return key;
    }

    private R typed(R record, Struct struct, TransformMetrics metrics) {
        Plan plan = plans.get(struct.schema());
        if (plan.watch != null) {
            origins.check(plan.watch, record.topic(), struct, metrics);
        }
        if (plan.converted == 0 || isTruncate(plan, struct)) {
            return record;
        }
        SchemaAndValue rewritten = plan.output(struct);
        metrics.converted(plan.converted);
        return part.with(record, rewritten.schema(), rewritten.value());
    }

    private static boolean isTruncate(Plan plan, Struct struct) {
        return plan.operation != null && RecordKind.TRUNCATE.equals(struct.get(plan.operation));
    }

    private R untyped(R record, Map<?, ?> map, TransformMetrics metrics) {
        Map<String, @Nullable Object> copy = copy(map);
        int found = rewrite(map, copy);
        if (found == 0) {
            return record;
        }
        metrics.converted(found);
        return part.with(record, null, copy);
    }

    private int rewrite(Map<?, ?> map, Map<String, @Nullable Object> copy) {
        if (RecordKind.of(map, transform) == RecordKind.ROW) {
            return rewriteRow(copy);
        }
        int found = 0;
        for (String image : List.of(RecordKind.BEFORE, RecordKind.AFTER)) {
            if (copy.get(image) instanceof Map<?, ?> row) {
                Map<String, @Nullable Object> rowCopy = copy(row);
                found += rewriteRow(rowCopy);
                copy.put(image, rowCopy);
            }
        }
        return found;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(map.size() * 2);
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    private int rewriteRow(Map<String, @Nullable Object> row) {
        int found = 0;
        for (FieldStep step : steps) {
            found += step.rewrite(row);
        }
        return found;
    }

    private Plan compile(Schema schema) {
        return switch (RecordKind.of(schema, transform)) {
            case NOT_A_ROW -> Plan.of(Typed.unchanged(schema), 0, null);
            case ROW -> {
                RowShape row = row(schema);
                if (row.isOpen()) {
                    OpenRow open = row.open();
                    yield Plan.shaping(value -> shaped.row(open, value), row.converted(), null);
                }
                Typed typed = row.typed();
                yield Plan.of(typed, typed.changes(schema) ? Math.max(1, row.converted()) : 0, null);
            }
            case ENVELOPE -> envelope(schema).watching(RowOrigins.watch(schema));
        };
    }

    private Plan envelope(Schema schema) {
        Schema before = schema.field(RecordKind.BEFORE).schema();
        Schema after = schema.field(RecordKind.AFTER).schema();
        RowShape afterRow = row(after);
        RowShape beforeRow = before.equals(after) ? afterRow : row(before);
        int converted = Math.max(1, afterRow.converted());
        Field operation = Position.of(schema.field(RecordKind.OP));
        if (afterRow.isOpen() || beforeRow.isOpen()) {
            OpenRow open = afterRow.open();
            ShapedRows.Event event =
                    new ShapedRows.Event(schema, beforeRow == afterRow ? open : beforeRow.open(), open);
            return Plan.shaping(value -> shaped.event(event, value), converted, operation);
        }
        Typed afterTyped = afterRow.typed();
        Typed beforeTyped = beforeRow == afterRow ? afterTyped : beforeRow.typed();
        if (!afterTyped.changes(after) && !beforeTyped.changes(before)) {
            return Plan.of(Typed.unchanged(schema), 0, null);
        }
        RowShape envelope = new RowShape(schema);
        envelope.replace(RecordKind.BEFORE, beforeTyped);
        envelope.replace(RecordKind.AFTER, afterTyped);
        return Plan.of(envelope.typed(), converted, operation);
    }

    private RowShape row(Schema schema) {
        RowShape shape = new RowShape(schema);
        for (FieldStep step : steps) {
            step.compile(shape);
        }
        return shape;
    }
}
