package io.headrace.transforms.type;

import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.TypedConversion;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Converts columns that Debezium reads differently from the binlog and in a snapshot, going by their declared type. A
 * snapshot reads what MySQL displays; the binlog holds what is stored. Both become what MySQL displays.
 */
final class DeclaredTypes {

    private final FloatFormat floats;

    DeclaredTypes(FloatFormat floats) {
        this.floats = floats;
    }

    /** Null if no type is declared, or none that needs converting. */
    @Nullable
    TypedConversion conversion(Schema schema) {
        DeclaredType column = DeclaredType.of(schema);
        if (column == null) {
            return null;
        }
        return switch (schema.type()) {
            case BOOLEAN -> column.isBoolean() ? number(schema) : null;
            case FLOAT32, FLOAT64 -> floats == FloatFormat.SHOWN ? shown(schema, column) : null;
            default -> null;
        };
    }

    /** MySQL has no booleans: what a CREATE TABLE calls BOOLEAN is TINYINT(1), and a snapshot reads it as that. */
    private static TypedConversion number(Schema schema) {
        return new TypedConversion(
                Schemas.plain(schema, SchemaBuilder.int16()), value -> (short) ((Boolean) value ? 1 : 0));
    }

    private static @Nullable TypedConversion shown(Schema schema, DeclaredType column) {
        if (column.hasDecimals()) {
            int decimals = column.scale();
            return new TypedConversion(
                    Schemas.plain(schema, SchemaBuilder.float64()),
                    value -> FloatDigits.decimals(((Number) value).doubleValue(), decimals));
        }
        return column.isSingle()
                ? new TypedConversion(
                        Schemas.plain(schema, SchemaBuilder.float32()),
                        value -> FloatDigits.six(((Number) value).floatValue()))
                : null;
    }
}
