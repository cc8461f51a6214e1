package io.headrace.transforms.field;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Copies of schemas. Defaults are never copied: converters write an optional field's default in place of null, which would
 * make the row read differently from what it is.
 */
public final class Schemas {

    /** Parameter of a decimal's schema that asks for a number in a row without a schema, whatever the precision. */
    public static final String DECIMAL_AS_NUMBER = "io.headrace.decimal.as.number";

    private static final String SOURCE_PARAMETERS = "__debezium.";

    private Schemas() {}

    /** Builds with the name, version, doc, parameters and optionality of the model. */
    public static Schema like(Schema model, SchemaBuilder builder) {
        if (model.name() != null) {
            builder.name(model.name());
        }
        if (model.version() != null) {
            builder.version(model.version());
        }
        return described(model, builder);
    }

    /**
     * Builds with the doc and optionality of the model, but without its semantic name. Of its parameters only those that
     * describe the source column are kept; the others belong to the name.
     */
    public static Schema plain(Schema model, SchemaBuilder builder) {
        copyParameters(model, builder, SOURCE_PARAMETERS);
        return described(model, builder);
    }

    /** Builds with nothing but the doc and optionality of the model, so that nothing tells what type the column had. */
    public static Schema bare(Schema model, SchemaBuilder builder) {
        return described(model, builder);
    }

    /** The same schema without its default; the very object if it has none. */
    public static Schema withoutDefault(Schema schema) {
        return schema.defaultValue() == null ? schema : like(schema, sameType(schema));
    }

    /** The same schema, optional and without a default; the very object if it is that already. */
    public static Schema optional(Schema schema) {
        if (schema.isOptional()) {
            return withoutDefault(schema);
        }
        SchemaBuilder copy = sameType(schema);
        like(schema, copy);
        return copy.optional().build();
    }

    private static SchemaBuilder sameType(Schema schema) {
        SchemaBuilder copy = switch (schema.type()) {
            case ARRAY -> SchemaBuilder.array(schema.valueSchema());
            case MAP -> SchemaBuilder.map(schema.keySchema(), schema.valueSchema());
            default -> new SchemaBuilder(schema.type());
        };
        if (schema.type() == Schema.Type.STRUCT) {
            schema.fields().forEach(field -> copy.field(field.name(), field.schema()));
        }
        return copy;
    }

    private static void copyParameters(Schema model, SchemaBuilder builder, String prefix) {
        if (model.parameters() != null) {
            model.parameters().forEach((key, value) -> {
                boolean isNew =
                        builder.parameters() == null || !builder.parameters().containsKey(key);
                if (isNew && key.startsWith(prefix)) {
                    builder.parameter(key, value);
                }
            });
        }
    }

    private static Schema described(Schema model, SchemaBuilder builder) {
        if (model.doc() != null) {
            builder.doc(model.doc());
        }
        return model.isOptional() ? builder.optional().build() : builder.build();
    }
}
