package io.headrace.transforms.type;

import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.Typed;
import io.headrace.transforms.field.ValueStep;
import io.headrace.transforms.path.Site;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Conversions that no schema asks for, so that the fields have to be named. */
public enum NamedTypes implements ValueStep {
    BOOLEAN {
        @Override
        public Typed typed(Schema schema, Site site) {
            return switch (schema.type()) {
                case BOOLEAN -> new Typed(Schemas.bare(schema, SchemaBuilder.bool()), Conversion.NONE);
                case INT8, INT16, INT32, INT64 ->
                    new Typed(Schemas.plain(schema, SchemaBuilder.bool()), value -> ((Number) value).longValue() != 0);
                default -> throw notTaken(site, "a whole number", schema, "boolean.fields");
            };
        }

        @Override
        public Object untyped(Object value, Site site) {
            if (value instanceof Boolean) {
                return value;
            }
            if (isWhole(value)) {
                return ((Number) value).longValue() != 0;
            }
            throw notTaken(site, "a whole number or a boolean", value, "boolean.fields");
        }
    },

    UNSIGNED {
        @Override
        public Typed typed(Schema schema, Site site) {
            if (Decimal.LOGICAL_NAME.equals(schema.name())) {
                return Typed.unchanged(schema);
            }
            if (schema.type() == Schema.Type.INT64) {
                return new Typed(NumberTypes.unsignedLong(schema), value -> NumberTypes.unsigned((Long) value));
            }
            throw notTaken(site, "a 64-bit whole number", schema, "unsigned.fields");
        }

        /** Text, as decimals of this width become where there is no schema. */
        @Override
        public Object untyped(Object value, Site site) {
            if (isWhole(value)) {
                return Long.toUnsignedString(((Number) value).longValue());
            }
            if (value instanceof String) {
                return value;
            }
            throw notTaken(site, "a 64-bit whole number", value, "unsigned.fields");
        }
    },

    UUID {
        @Override
        public Typed typed(Schema schema, Site site) {
            boolean isBytes = schema.type() == Schema.Type.BYTES && schema.name() == null;
            if (!isBytes && schema.type() != Schema.Type.STRING) {
                throw notTaken(site, "16 bytes", schema, "uuid.fields");
            }
            return new Typed(Schemas.plain(schema, SchemaBuilder.string()), value -> UuidText.of(value, site));
        }

        @Override
        public Object untyped(Object value, Site site) {
            return UuidText.of(value, site);
        }
    };

    @Override
    public abstract @Nullable Object untyped(Object value, Site site);

    private static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private static RuntimeException notTaken(Site site, String needed, Schema schema, String key) {
        String name = schema.name() == null ? "" : " (" + schema.name() + ")";
        return site.error(needed, "type " + schema.type() + name, "Take the field out of '" + key + "'.");
    }

    private static RuntimeException notTaken(Site site, String needed, Object value, String key) {
        return site.error(needed, "a " + value.getClass().getSimpleName(), "Take the field out of '" + key + "'.");
    }
}
