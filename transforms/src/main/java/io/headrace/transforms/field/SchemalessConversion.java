package io.headrace.transforms.field;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * What becomes of a value whose record loses its schema. A schemaless record can't hold a BigDecimal or java.util.Date:
 * decimals become doubles if those print exactly (precision up to {@value #EXACT_DIGITS}), else strings, the same for every
 * value of a column; dates become the numbers that JsonConverter writes for them.
 */
final class SchemalessConversion {

    /** Every decimal of this many digits fits a double and prints as it was. */
    public static final int EXACT_DIGITS = 15;

    private static final String PRECISION = "connect.decimal.precision";

    /**
     * Shared by all transforms, because the conversion depends on nothing but the schema: one plan for the source block of
     * all tables.
     */
    private static final SchemaCache<Conversion> STRUCTS = new SchemaCache<>(256, SchemalessConversion::struct);

    private SchemalessConversion() {}

    public static Conversion of(Schema schema) {
        return switch (String.valueOf(schema.name())) {
            case Decimal.LOGICAL_NAME ->
                isExactAsDouble(schema)
                        ? value -> ((BigDecimal) value).doubleValue()
                        : value -> ((BigDecimal) value).toPlainString();
            case Date.LOGICAL_NAME -> value -> Date.fromLogical(schema, (java.util.Date) value);
            case Time.LOGICAL_NAME -> value -> Time.fromLogical(schema, (java.util.Date) value);
            case Timestamp.LOGICAL_NAME -> value -> Timestamp.fromLogical(schema, (java.util.Date) value);
            default -> byType(schema);
        };
    }

    private static Conversion byType(Schema schema) {
        return switch (schema.type()) {
            case STRUCT -> STRUCTS.get(schema);
            case ARRAY -> array(schema);
            case MAP -> map(schema);
            case BYTES -> SchemalessConversion::bytes;
            default -> Conversion.NONE;
        };
    }

    private static boolean isExactAsDouble(Schema schema) {
        Map<String, String> parameters = schema.parameters();
        if (parameters == null) {
            return false;
        }
        String precision = parameters.get(PRECISION);
        return parameters.containsKey(Schemas.DECIMAL_AS_NUMBER)
                || (precision != null && precision.length() <= 3 && Integer.parseInt(precision) <= EXACT_DIGITS);
    }

    private static Conversion struct(Schema schema) {
        return new MapPlan(schema.fields().stream()
                .map(field ->
                        new RowPlanBuilder.Column(field, field.name(), TypedConversion.schemaless(of(field.schema()))))
                .toList());
    }

    private static Conversion array(Schema schema) {
        Conversion element = of(schema.valueSchema());
        return element == Conversion.NONE
                ? Conversion.NONE
                : value -> ContainerConversions.elements((java.util.List<?>) value, element);
    }

    private static Conversion map(Schema schema) {
        Conversion entry = of(schema.valueSchema());
        boolean keysToText = schema.keySchema().type() != Schema.Type.STRING;
        return entry == Conversion.NONE && !keysToText
                ? Conversion.NONE
                : value -> ContainerConversions.entries((Map<?, ?>) value, keysToText, entry);
    }

    private static Object bytes(Object value) {
        if (!(value instanceof ByteBuffer buffer)) {
            return value;
        }
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
