package io.headrace.transforms.type;

import io.headrace.transforms.field.Conversion;
import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.TypedConversion;
import io.headrace.transforms.path.FieldLocation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Converts decimals, bits and years. */
final class NumberTypes {

    private static final String PRECISION = "connect.decimal.precision";
    private static final String UNSIGNED_LONG_DIGITS = "20";
    private static final Integer ZERO_YEAR = 1900;

    private final DecimalFormat decimals;
    private final BitsFormat bits;

    NumberTypes(DecimalFormat decimals, BitsFormat bits) {
        this.decimals = decimals;
        this.bits = bits;
    }

    /** Null if the schema is none of these. */
    @Nullable
    TypedConversion conversion(Schema schema, FieldLocation location) {
        return switch (String.valueOf(schema.name())) {
            case Decimal.LOGICAL_NAME -> decimal(schema);
            case "io.debezium.data.VariableScaleDecimal" ->
                new TypedConversion(Schemas.plain(schema, SchemaBuilder.string()), NumberTypes::variableScale);
            case "io.debezium.data.Bits" -> bits(schema, location);
            case "io.debezium.time.Year" -> new TypedConversion(Schemas.withoutDefault(schema), NumberTypes::year);
            default -> null;
        };
    }

    /** The schema of an unsigned whole number of 64 bits: a decimal of scale 0, so that no value overflows. */
    static Schema unsignedLong(Schema model) {
        return Schemas.plain(model, Decimal.builder(0).parameter(PRECISION, UNSIGNED_LONG_DIGITS));
    }

    static BigDecimal unsigned(long value) {
        BigInteger low = BigInteger.valueOf(value & Long.MAX_VALUE);
        return new BigDecimal(value < 0 ? low.setBit(Long.SIZE - 1) : low);
    }

    private TypedConversion decimal(Schema schema) {
        return switch (decimals) {
            case STRING ->
                new TypedConversion(
                        Schemas.plain(schema, SchemaBuilder.string()), value -> ((BigDecimal) value).toPlainString());
            case AUTO -> new TypedConversion(Schemas.withoutDefault(schema), Conversion.NONE);
            case NUMBER ->
                new TypedConversion(
                        Schemas.like(
                                schema, new SchemaBuilder(schema.type()).parameter(Schemas.DECIMAL_AS_NUMBER, "true")),
                        Conversion.NONE);
        };
    }

    /**
     * MySQL stores YEAR as the years since 1900, and 0000, which precedes all of them, as 0: Debezium adds 1900 to that too.
     */
    private static Object year(Object value) {
        return ZERO_YEAR.equals(value) ? (Object) 0 : value;
    }

    private static Object variableScale(Object value) {
        Struct decimal = (Struct) value;
        return new BigDecimal(new BigInteger(bytes(decimal.get("value"))), decimal.getInt32("scale")).toPlainString();
    }

    private TypedConversion bits(Schema schema, FieldLocation location) {
        int length = length(schema, location);
        if (bits == BitsFormat.BINARY) {
            return new TypedConversion(
                    Schemas.plain(schema, SchemaBuilder.string()), value -> binary(bytes(value), length));
        }
        if (length < Long.SIZE) {
            return new TypedConversion(
                    Schemas.plain(schema, SchemaBuilder.int64()), value -> littleEndian(bytes(value)));
        }
        if (length > Long.SIZE) {
            throw location.error(
                    "at most 64 bits for bits.format=number", "BIT(" + length + ")", "Set bits.format=binary.");
        }
        TypedConversion number =
                new TypedConversion(unsignedLong(schema), value -> unsigned(littleEndian(bytes(value))));
        TypedConversion formatted = decimal(java.util.Objects.requireNonNull(number.schema()));
        return new TypedConversion(formatted.schema(), number.conversion().andThen(formatted.conversion()));
    }

    private static int length(Schema schema, FieldLocation location) {
        String length = schema.parameters() == null ? null : schema.parameters().get("length");
        if (length == null || !length.matches("\\d{1,9}")) {
            throw location.error(
                    "the parameter 'length' on io.debezium.data.Bits", "none", "Read the column from Debezium itself.");
        }
        return Integer.parseInt(length);
    }

    private static long littleEndian(byte[] bytes) {
        long number = 0;
        for (int i = Math.min(bytes.length, Long.BYTES) - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return number;
    }

    private static String binary(byte[] bytes, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            boolean set = i / Byte.SIZE < bytes.length && ((bytes[i / Byte.SIZE] >> (i % Byte.SIZE)) & 1) == 1;
            text[length - 1 - i] = set ? '1' : '0';
        }
        return new String(text);
    }

    static byte[] bytes(Object value) {
        if (value instanceof byte[] array) {
            return array;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }
}
