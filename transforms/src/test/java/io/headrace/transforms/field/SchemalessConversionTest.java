package io.headrace.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemalessConversionTest {

    @SuppressWarnings("JavaUtilDate") // it is what Connect holds dates in
    static Stream<Arguments> values() {
        Schema narrow = decimal("15");
        Schema nested = SchemaBuilder.struct()
                .field("d", narrow)
                .field("s", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        return Stream.of(
                arguments("a decimal that a double holds", narrow, new BigDecimal("1.50"), 1.5),
                arguments("a decimal of a wider column", decimal("16"), new BigDecimal("1.50"), "1.50"),
                arguments("a decimal of unknown precision", Decimal.schema(2), new BigDecimal("1.50"), "1.50"),
                arguments("a decimal of absurd precision", decimal("99999"), new BigDecimal("1.50"), "1.50"),
                arguments(
                        "a decimal that is to be a number",
                        Decimal.builder(2)
                                .parameter(Schemas.DECIMAL_AS_NUMBER, "true")
                                .build(),
                        new BigDecimal("1.50"),
                        1.5),
                arguments("a date", org.apache.kafka.connect.data.Date.SCHEMA, new Date(2 * 86_400_000L), 2),
                arguments("a time", Time.SCHEMA, new Date(5), 5),
                arguments("a timestamp", Timestamp.SCHEMA, new Date(5), 5L),
                arguments("text", Schema.STRING_SCHEMA, "t", "t"),
                arguments(
                        "an array", SchemaBuilder.array(narrow).build(), List.of(new BigDecimal("0.5")), List.of(0.5)),
                arguments(
                        "a map whose keys are no text",
                        SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA)
                                .build(),
                        Map.of(1, "one"),
                        Map.of("1", "one")),
                arguments(
                        "a struct",
                        nested,
                        new Struct(nested).put("d", new BigDecimal("2.00")).put("s", "x"),
                        Map.of("d", 2.0, "s", "x")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void shouldYieldWhatASchemalessRecordCanHold(String name, Schema schema, Object value, Object expected) {
        // When
        Object converted = SchemalessConversion.of(schema).convert(value);

        // Then
        assertThat(converted).isEqualTo(expected);
    }

    @ParameterizedTest(name = "at {0}")
    @MethodSource("offsets")
    void shouldCopyTheBytesOfABufferWithoutMovingIt(int offset) {
        // Given
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}).position(offset);

        // When
        Object converted = SchemalessConversion.of(Schema.BYTES_SCHEMA).convert(buffer);

        // Then
        assertThat((byte[]) converted).hasSize(3 - offset).endsWith(3);
        assertThat(buffer.position()).isEqualTo(offset);
    }

    static Stream<Integer> offsets() {
        return Stream.of(0, 1);
    }

    private static Schema decimal(String precision) {
        return Decimal.builder(2)
                .parameter("connect.decimal.precision", precision)
                .build();
    }
}
