package io.headrace.transforms.type;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The column's type as MySQL declares it, which Debezium puts on the schema with {@code datatype.propagate.source.type}.
 *
 * @param type without UNSIGNED, ZEROFILL and the like, in upper case
 * @param length negative if none is declared
 * @param scale negative if none is declared
 */
record DeclaredType(String type, int length, int scale) {

    private static final String PREFIX = "__debezium.source.column.";
    private static final int NONE = -1;

    /** Null if the source doesn't say. */
    static @Nullable DeclaredType of(Schema schema) {
        Map<String, String> parameters = schema.parameters();
        String type = parameters == null ? null : parameters.get(PREFIX + "type");
        if (type == null) {
            return null;
        }
        String name = type.toUpperCase(Locale.ROOT).split("[ (]", 2)[0];
        return new DeclaredType(
                name, number(parameters.get(PREFIX + "length")), number(parameters.get(PREFIX + "scale")));
    }

    boolean hasDecimals() {
        return scale >= 0
                && (isSingle() || type.startsWith("DOUBLE") || type.startsWith("REAL") || type.equals("FLOAT8"));
    }

    /** Whether it is stored in four bytes. FLOAT(p) with more than 24 bits takes eight. */
    boolean isSingle() {
        return (type.equals("FLOAT") || type.equals("FLOAT4")) && (scale >= 0 || length <= 24);
    }

    boolean isBoolean() {
        return type.equals("BOOLEAN") || type.equals("BOOL");
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : NONE;
    }
}
