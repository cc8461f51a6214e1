package io.headrace.transforms.json;

import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.PathStep;
import io.headrace.transforms.field.RowPlanBuilder;
import io.headrace.transforms.field.TypedConversion;
import io.headrace.transforms.field.ValueStep;
import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Expands JSON text to objects, lists and scalars without a schema, in the named fields or in every JSON column. */
public final class JsonStep implements FieldStep, ValueStep {

    /** The semantic name of a JSON column. */
    public static final String JSON = "io.debezium.data.Json";

    private final String name;
    private final JsonReader ofMysql;
    private final JsonReader other;
    private final InvalidJson onInvalid;
    private final JsonOutput output;
    private final @Nullable PathStep named;

    /** @param fields empty for every column with the semantic name of JSON */
    public JsonStep(
            String name,
            List<FieldPath> fields,
            MissingField missing,
            InvalidJson onInvalid,
            JsonOutput output,
            int maxDepth) {
        this.name = name;
        this.onInvalid = onInvalid;
        this.output = output;
        ofMysql = new JsonReader(maxDepth, true);
        other = new JsonReader(maxDepth, false);
        named = fields.isEmpty() ? null : new PathStep(name, fields, missing, this);
    }

    @Override
    public void compile(RowPlanBuilder plan) {
        if (output == JsonOutput.STRUCT) {
            plan.inferSchemas();
        }
        if (named != null) {
            named.compile(plan);
        } else {
            plan.convertEach(
                    name,
                    (schema, location) ->
                            JSON.equals(schema.name()) ? compile(schema, location) : TypedConversion.unchanged(schema));
        }
    }

    @Override
    public int rewrite(Map<String, @Nullable Object> row) {
        return named == null ? 0 : named.rewrite(row);
    }

    @Override
    public void checkNonRow(String type) {
        if (named != null) {
            named.checkNonRow(type);
        }
    }

    @Override
    public TypedConversion compile(Schema schema, FieldLocation location) {
        if (schema.type() != Schema.Type.STRING) {
            throw location.error("text that holds JSON", "type " + schema.type(), "Take the field out of 'fields'.");
        }
        JsonReader parser = JSON.equals(schema.name()) ? ofMysql : other;
        Conversion conversion = value -> expand((String) value, parser, location);
        return TypedConversion.schemaless(conversion);
    }

    /** Values that aren't text count as expanded already. */
    @Override
    public @Nullable Object convertSchemaless(Object value, FieldLocation location) {
        return value instanceof String text ? expand(text, other, location) : value;
    }

    private @Nullable Object expand(String text, JsonReader parser, FieldLocation location) {
        try {
            return parser.parse(text);
        } catch (MalformedJsonException e) {
            return switch (onInvalid) {
                case KEEP -> text;
                case NULL -> null;
                case FAIL ->
                    throw location.error(
                            "JSON",
                            String.valueOf(e.getMessage()),
                            "Correct the row, take the field out of 'fields', or set on.invalid=keep or null.");
            };
        }
    }
}
