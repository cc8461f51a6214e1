package io.headrace.transforms.type;

import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.TypedConversion;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Columns that Debezium reads otherwise from the binlog than in a snapshot, told by their declared type. A snapshot reads
 * what MySQL shows; the binlog holds what is stored. Both become what MySQL shows.
 */
final class DeclaredTypes {

    private final FloatFormat floats;

    DeclaredTypes(FloatFormat floats) {
        this.floats = floats;
    }

    /** Null when the type is not declared, or is none of these. */
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

    /** MySQL knows no booleans: what a CREATE TABLE calls so is TINYINT(1), and a snapshot says so. */
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
