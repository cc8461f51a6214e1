package io.headrace.transforms.type;

import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.TypedConversion;
import io.headrace.transforms.field.ValueStep;
import io.headrace.transforms.path.FieldLocation;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Conversions that no schema asks for, so that the fields have to be named. */
public enum FieldTypeOverride implements ValueStep {
    BOOLEAN {
        @Override
        public TypedConversion compile(Schema schema, FieldLocation location) {
            return switch (schema.type()) {
                case BOOLEAN -> new TypedConversion(Schemas.bare(schema, SchemaBuilder.bool()), Conversion.NONE);
                case INT8, INT16, INT32, INT64 ->
                    new TypedConversion(
                            Schemas.plain(schema, SchemaBuilder.bool()), value -> ((Number) value).longValue() != 0);
                default -> throw notTaken(location, "a whole number", schema, "boolean.fields");
            };
        }

        @Override
        public Object convertSchemaless(Object value, FieldLocation location) {
            if (value instanceof Boolean) {
                return value;
            }
            if (isWhole(value)) {
                return ((Number) value).longValue() != 0;
            }
            throw notTaken(location, "a whole number or a boolean", value, "boolean.fields");
        }
    },

    UNSIGNED {
        @Override
        public TypedConversion compile(Schema schema, FieldLocation location) {
            if (Decimal.LOGICAL_NAME.equals(schema.name())) {
                return TypedConversion.unchanged(schema);
            }
            if (schema.type() == Schema.Type.INT64) {
                return new TypedConversion(
                        NumberTypes.unsignedLong(schema), value -> NumberTypes.unsigned((Long) value));
            }
            throw notTaken(location, "a 64-bit whole number", schema, "unsigned.fields");
        }

        /** Text, as decimals of this width become where there is no schema. */
        @Override
        public Object convertSchemaless(Object value, FieldLocation location) {
            if (isWhole(value)) {
                return Long.toUnsignedString(((Number) value).longValue());
            }
            if (value instanceof String) {
                return value;
            }
            throw notTaken(location, "a 64-bit whole number", value, "unsigned.fields");
        }
    },

    UUID {
        @Override
        public TypedConversion compile(Schema schema, FieldLocation location) {
            boolean isBytes = schema.type() == Schema.Type.BYTES && schema.name() == null;
            if (!isBytes && schema.type() != Schema.Type.STRING) {
                throw notTaken(location, "16 bytes", schema, "uuid.fields");
            }
            return new TypedConversion(
                    Schemas.plain(schema, SchemaBuilder.string()), value -> UuidText.of(value, location));
        }

        @Override
        public Object convertSchemaless(Object value, FieldLocation location) {
            return UuidText.of(value, location);
        }
    };

    @Override
    public abstract @Nullable Object convertSchemaless(Object value, FieldLocation location);

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private static RuntimeException notTaken(FieldLocation location, String needed, Schema schema, String key) {
        String name = schema.name() == null ? "" : " (" + schema.name() + ")";
        return location.error(needed, "type " + schema.type() + name, "Take the field out of '" + key + "'.");
    }

    private static RuntimeException notTaken(FieldLocation location, String needed, Object value, String key) {
        return location.error(needed, "a " + value.getClass().getSimpleName(), "Take the field out of '" + key + "'.");
    }
}
