package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns that a snapshot reads otherwise than the binlog holds them, told by the type that the source puts on them. */
class DeclaredTypesTest {

    private static final String COLUMN = "__debezium.source.column.";

    private final DebeziumTypeConverter<SourceRecord> types = new DebeziumTypeConverter<>();

    @AfterEach
    void close() {
        types.close();
    }

    static Stream<Arguments> declared() {
        return Stream.of(
                arguments("FLOAT, from the binlog", float32("FLOAT"), 16_777_216f, "1.67772E7"),
                arguments("FLOAT, from a snapshot", float32("FLOAT"), 16_777_200f, "1.67772E7"),
                arguments("FLOAT of six digits", float32("FLOAT"), 1.1f, "1.1"),
                arguments("FLOAT, negative", float32("FLOAT"), -47.37689f, "-47.3769"),
                arguments("FLOAT, largest", float32("FLOAT"), Float.MAX_VALUE, "3.40282E38"),
                arguments("FLOAT, nearest to zero", float32("FLOAT"), Float.MIN_VALUE, "1.4E-45"),
                arguments("FLOAT, zero", float32("FLOAT"), 0f, "0.0"),
                arguments("FLOAT UNSIGNED ZEROFILL", float32("FLOAT UNSIGNED ZEROFILL"), 47.37689f, "47.3769"),
                arguments("FLOAT4, which the source widens", float64("FLOAT4", null, null), (double) 1.1f, "1.1"),
                arguments("FLOAT(7,4)", float64("FLOAT", "7", "4"), (double) 1.1f, "1.1"),
                arguments("FLOAT(7,4), negative", float64("FLOAT", "7", "4"), (double) -999.9999f, "-999.9999"),
                arguments("FLOAT(20,10)", float64("FLOAT", "20", "10"), (double) 1.1f, "1.1000000238"),
                arguments("FLOAT(60,30)", float64("FLOAT", "60", "30"), 0.1d, "0.1"),
                arguments("DOUBLE(10,2), as it is stored", float64("DOUBLE", "10", "2"), -0.09999999999999998d, "-0.1"),
                arguments(
                        "DOUBLE(22,2), large",
                        float64("DOUBLE", "22", "2"),
                        1.00000000000000013E18,
                        "1.00000000000000013E18"),
                arguments("REAL(8,2)", float32("REAL", "8", "2"), 1.1f, "1.1"),
                arguments("FLOAT(30), which is a DOUBLE", float64("FLOAT", "30", null), 1.2345678d, "1.2345678"),
                arguments("DOUBLE", float64("DOUBLE", null, null), 0.30000000000000004d, "0.30000000000000004"),
                arguments("REAL", float32("REAL"), 1.2345678f, "1.2345678"),
                arguments("BOOLEAN, from the binlog", declared(SchemaBuilder.bool(), "BOOLEAN", null, null), true, "1"),
                arguments("BOOL, false", declared(SchemaBuilder.bool(), "BOOL", null, null), false, "0"),
                arguments("BIT(1)", declared(SchemaBuilder.bool(), "BIT", "1", null), true, "true"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("declared")
    void shouldWriteWhatMysqlShows(String name, Schema schema, Object value, String json) {
        // Given
        types.configure(Map.of());

        // When, Then
        assertThat(OneColumn.json(types, OneColumn.row(schema, value))).isEqualTo(json);
    }

    @Test
    void shouldWriteEveryDigitThatComesWhenAskedTo() {
        // Given
        types.configure(Map.of("float.as", "stored"));

        // When, Then
        assertThat(OneColumn.json(types, OneColumn.row(float32("FLOAT"), 16_777_216f)))
                .isEqualTo("1.6777216E7");
        assertThat(OneColumn.json(types, OneColumn.row(float64("FLOAT", "7", "4"), (double) 1.1f)))
                .isEqualTo("1.100000023841858");
    }

    @Test
    void shouldKeepABooleanThatIsNamedForOne() {
        // Given
        types.configure(Map.of("boolean.fields", "c"));

        // When, Then
        assertThat(OneColumn.json(types, OneColumn.row(declared(SchemaBuilder.bool(), "BOOLEAN", null, null), true)))
                .isEqualTo("true");
    }

    @Test
    void shouldRoundAsExactArithmeticDoes() {
        // Given
        types.configure(Map.of());
        Random random = new Random(7);
        MathContext six = new MathContext(6, RoundingMode.HALF_EVEN);

        // When, Then
        for (int i = 0; i < 20_000; i++) {
            float single = Float.intBitsToFloat(random.nextInt());
            if (i % 2 == 0) {
                single = (float) (random.nextInt(2_000_000) / Math.pow(10, random.nextInt(8)));
            }
            if (Float.isFinite(single)) {
                float shown = new BigDecimal((double) single).round(six).floatValue();
                assertThat(OneColumn.json(types, OneColumn.row(float32("FLOAT"), single)))
                        .as(Float.toString(single))
                        .isEqualTo(Float.toString(single == 0 ? single : shown));
            }
            int decimals = random.nextInt(8);
            double value = random.nextLong() / Math.pow(10, random.nextInt(18));
            double shown = new BigDecimal(value)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .doubleValue();
            assertThat(OneColumn.json(types, OneColumn.row(float64("DOUBLE", "20", "" + decimals), value)))
                    .as("%s, %d decimals", value, decimals)
                    .isIn(Double.toString(shown), Double.toString(-shown));
        }
    }

    private static Schema float32(String type) {
        return float32(type, null, null);
    }

    private static Schema float32(String type, String length, String scale) {
        return declared(SchemaBuilder.float32(), type, length, scale);
    }

    private static Schema float64(String type, String length, String scale) {
        return declared(SchemaBuilder.float64(), type, length, scale);
    }

    private static Schema declared(SchemaBuilder builder, String type, String length, String scale) {
        builder.parameter(COLUMN + "type", type).parameter(COLUMN + "name", "c");
        if (length != null) {
            builder.parameter(COLUMN + "length", length);
        }
        if (scale != null) {
            builder.parameter(COLUMN + "scale", scale);
        }
        return builder.build();
    }
}
