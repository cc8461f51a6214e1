package io.headrace.transforms.engine;

import io.headrace.transforms.envelope.RecordKind;
import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.InferredRow;
import io.headrace.transforms.field.RowPlanBuilder;
import io.headrace.transforms.field.SchemaCache;
import io.headrace.transforms.field.SharedFields;
import io.headrace.transforms.field.TypedConversion;
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
 * single transforms hand it the steps of one, the pipeline those of several. Records without a row in them pass untouched.
 *
 * <p>What the steps mean for a schema is compiled once and found by the schema's identity afterwards; rows without a schema
 * are walked each time.
 */
final class RowRewriter<R extends ConnectRecord<R>> extends RecordPlan<R> {

    /**
     * What becomes of records of one schema.
     *
     * @param schema of the converted record; null if it has none, or if it is inferred
     * @param inference infers the schema from the value, and takes the conversion's place; null if the schema is known
     * @param converted how many fields are converted; 0 lets the record pass
     * @param operation where a change event has its op; null if the record is a row
     * @param origin null if records of this schema don't say which table they come from
     */
    private record Plan(
            @Nullable Schema schema,
            Conversion conversion,
            @Nullable Function<Struct, SchemaAndValue> inference,
            int converted,
            @Nullable Field operation,
            RowOrigins.@Nullable Origin origin) {

        static Plan of(TypedConversion typed, int converted, @Nullable Field operation) {
            return new Plan(typed.schema(), typed.conversion(), null, converted, operation, null);
        }

        static Plan inferred(Function<Struct, SchemaAndValue> inference, int converted, @Nullable Field operation) {
            return new Plan(null, Conversion.NONE, inference, Math.max(1, converted), operation, null);
        }

        Plan from(RowOrigins.@Nullable Origin newOrigin) {
            return new Plan(schema, conversion, inference, converted, operation, newOrigin);
        }

        SchemaAndValue output(Struct value) {
            return inference == null ? new SchemaAndValue(schema, conversion.convert(value)) : inference.apply(value);
        }
    }

    private final String transform;
    private final RecordPart part;
    private final List<FieldStep> steps;
    private final SchemaCache<Plan> plans;
    private final InferredSchemas inferred;
    private final RowOrigins origins;

    RowRewriter(String transform, RecordPart part, List<FieldStep> steps, int cacheSize) {
        this.transform = transform;
        this.part = part;
        this.steps = List.copyOf(steps);
        inferred = new InferredSchemas(cacheSize);
        plans = new SchemaCache<>(cacheSize, this::compile);
        origins = new RowOrigins(transform);
    }

    @Override
    protected R apply(R record, TransformMetrics metrics) {
        R rewritten = rewrite(record, metrics);
        return part == RecordPart.KEY ? KeyHeaders.rewrite(rewritten, this::rewriteKey) : rewritten;
    }

    private R rewrite(R record, TransformMetrics metrics) {
        Object value = part.value(record);
        if (value instanceof Struct struct) {
            return rewriteStruct(record, struct, metrics);
        }
        if (value instanceof Map<?, ?> map && part.schema(record) == null) {
            return rewriteMap(record, map, metrics);
        }
        checkNonRow(value);
        return record;
    }

    /** Asks the steps whether a value that is no row may pass; one of them may refuse it. */
    private void checkNonRow(@Nullable Object value) {
        if (value != null) {
            steps.forEach(step -> step.checkNonRow(value.getClass().getSimpleName()));
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
        checkNonRow(value);
        return key;
    }

    private R rewriteStruct(R record, Struct struct, TransformMetrics metrics) {
        Plan plan = plans.get(struct.schema());
        if (plan.origin != null) {
            origins.check(plan.origin, record.topic(), struct, metrics);
        }
        if (plan.converted == 0 || isTruncate(plan, struct)) {
            return record;
        }
        SchemaAndValue rewritten = plan.output(struct);
        metrics.furtherFields(plan.converted - 1);
        return part.with(record, rewritten.schema(), rewritten.value());
    }

    private static boolean isTruncate(Plan plan, Struct struct) {
        return plan.operation != null && RecordKind.TRUNCATE.equals(struct.get(plan.operation));
    }

    private R rewriteMap(R record, Map<?, ?> map, TransformMetrics metrics) {
        Map<String, @Nullable Object> copy = copy(map);
        int found = rewrite(map, copy);
        if (found == 0) {
            return record;
        }
        metrics.furtherFields(found - 1);
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
            case NOT_A_ROW -> Plan.of(TypedConversion.unchanged(schema), 0, null);
            case ROW -> {
                RowPlanBuilder row = row(schema);
                if (row.isInferred()) {
                    InferredRow inferredRow = row.buildInferred();
                    yield Plan.inferred(value -> inferred.row(inferredRow, value), row.converted(), null);
                }
                TypedConversion typed = row.build();
                yield Plan.of(typed, typed.changes(schema) ? Math.max(1, row.converted()) : 0, null);
            }
            case ENVELOPE -> envelope(schema).from(RowOrigins.origin(schema));
        };
    }

    private Plan envelope(Schema schema) {
        Schema before = schema.field(RecordKind.BEFORE).schema();
        Schema after = schema.field(RecordKind.AFTER).schema();
        RowPlanBuilder afterRow = row(after);
        RowPlanBuilder beforeRow = before.equals(after) ? afterRow : row(before);
        int converted = Math.max(1, afterRow.converted());
        Field operation = SharedFields.of(schema.field(RecordKind.OP));
        if (afterRow.isInferred() || beforeRow.isInferred()) {
            InferredRow inferredAfter = afterRow.buildInferred();
            InferredSchemas.Event event = new InferredSchemas.Event(
                    schema, beforeRow == afterRow ? inferredAfter : beforeRow.buildInferred(), inferredAfter);
            return Plan.inferred(value -> inferred.event(event, value), converted, operation);
        }
        TypedConversion afterTyped = afterRow.build();
        TypedConversion beforeTyped = beforeRow == afterRow ? afterTyped : beforeRow.build();
        if (!afterTyped.changes(after) && !beforeTyped.changes(before)) {
            return Plan.of(TypedConversion.unchanged(schema), 0, null);
        }
        RowPlanBuilder envelope = new RowPlanBuilder(schema);
        envelope.replace(RecordKind.BEFORE, beforeTyped);
        envelope.replace(RecordKind.AFTER, afterTyped);
        return Plan.of(envelope.build(), converted, operation);
    }

    private RowPlanBuilder row(Schema schema) {
        RowPlanBuilder plan = new RowPlanBuilder(schema);
        for (FieldStep step : steps) {
            step.compile(plan);
        }
        return plan;
    }
}
