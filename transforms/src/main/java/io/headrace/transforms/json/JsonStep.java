package io.headrace.transforms.json;

import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.PathStep;
import io.headrace.transforms.field.RowShape;
import io.headrace.transforms.field.Typed;
import io.headrace.transforms.field.ValueStep;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.path.Site;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Expands JSON text to objects, lists and scalars without a schema: in the named fields, or in every JSON column. */
public final class JsonStep implements FieldStep, ValueStep {

    /** The semantic name of a JSON column. */
    public static final String JSON = "io.debezium.data.Json";

    private final String name;
    private final JsonText ofMysql;
    private final JsonText other;
    private final OnInvalid onInvalid;
    private final JsonOutput output;
    private final @Nullable PathStep named;

    /** @param fields empty for every column with the semantic name of JSON */
    public JsonStep(
            String name,
            List<FieldPath> fields,
            MissingField missing,
            OnInvalid onInvalid,
            JsonOutput output,
            int maxDepth) {
        this.name = name;
        this.onInvalid = onInvalid;
        this.output = output;
        ofMysql = new JsonText(maxDepth, true);
        other = new JsonText(maxDepth, false);
        named = fields.isEmpty() ? null : new PathStep(name, fields, missing, this);
    }

    @Override
    public void compile(RowShape shape) {
        if (output == JsonOutput.STRUCT) {
            shape.keepSchema();
        }
        if (named != null) {
            named.compile(shape);
        } else {
            shape.convertEach(
                    name, (schema, site) -> JSON.equals(schema.name()) ? typed(schema, site) : Typed.unchanged(schema));
        }
    }

    @Override
    public int rewrite(Map<String, @Nullable Object> row) {
        return named == null ? 0 : named.rewrite(row);
    }

    @Override
    public void pass(String type) {
        if (named != null) {
            named.pass(type);
        }
    }

    @Override
    public Typed typed(Schema schema, Site site) {
        if (schema.type() != Schema.Type.STRING) {
            throw site.error("text that holds JSON", "type " + schema.type(), "Take the field out of 'fields'.");
        }
        JsonText parser = JSON.equals(schema.name()) ? ofMysql : other;
        Conversion conversion = value -> expand((String) value, parser, site);
        return Typed.untyped(conversion);
    }

    /** Values that aren't text are taken for expanded already. */
    @Override
    public @Nullable Object untyped(Object value, Site site) {
        return value instanceof String text ? expand(text, other, site) : value;
    }

    private @Nullable Object expand(String text, JsonText parser, Site site) {
        try {
            return parser.parse(text);
        } catch (MalformedJsonException e) {
            return switch (onInvalid) {
                case KEEP -> text;
                case NULL -> null;
                case FAIL ->
                    throw site.error(
                            "JSON",
                            String.valueOf(e.getMessage()),
                            "Correct the row, take the field out of 'fields', or set on.invalid=keep or null.");
            };
        }
    }
}
