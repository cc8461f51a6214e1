package io.headrace.transforms;

import static io.headrace.transforms.TypeSchemas.geometry;
import static io.headrace.transforms.TypeSchemas.ints;
import static io.headrace.transforms.TypeSchemas.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // it is what Connect holds dates in
class DebeziumTypeConverterTest {

    private final DebeziumTypeConverter<SourceRecord> types = new DebeziumTypeConverter<>();

    @AfterEach
    void close() {
        types.close();
    }

    @Test
    void shouldConvertInsideStructsArraysAndMaps() {
        // Given
        types.configure(Map.of());
        Schema date = named("time.Date", Schema.Type.INT32);
        Schema inner = SchemaBuilder.struct().field("d", date).build();
        Schema outer = SchemaBuilder.struct()
                .field("struct", inner)
                .field("array", SchemaBuilder.array(inner).build())
                .field("map", SchemaBuilder.map(Schema.STRING_SCHEMA, date).build())
                .build();
        Struct day = new Struct(inner).put("d", 19884);
        Struct value =
                new Struct(outer).put("struct", day).put("array", List.of(day)).put("map", Map.of("k", 19884));

        // When, Then
        assertThat(OneColumn.json(types, OneColumn.row(outer, value)))
                .isEqualTo(
                        "{\"struct\":{\"d\":\"2024-06-10\"},\"array\":[{\"d\":\"2024-06-10\"}],\"map\":{\"k\":\"2024-06-10\"}}");
    }

    @Test
    void shouldKeepDocAndOptionalityAndGiveNullAsNull() {
        // Given
        types.configure(Map.of());
        Schema schema = SchemaBuilder.int32()
                .name("io.debezium.time.Date")
                .version(1)
                .doc("the day")
                .parameter("__debezium.source.column.type", "DATE")
                .optional()
                .defaultValue(0)
                .build();

        // When
        Schema converted = OneColumn.schema(types, OneColumn.row(schema, null));

        // Then
        assertThat(OneColumn.json(types, OneColumn.row(schema, null))).isEqualTo("null");
        assertThat(converted.isOptional()).isTrue();
        assertThat(converted.doc()).isEqualTo("the day");
        assertThat(converted.parameters()).containsOnlyKeys("__debezium.source.column.type");
        assertThat(converted.defaultValue()).isNull();
    }

    @Test
    void shouldGiveEqualSchemasTheSameOutputSchema() {
        // Given
        types.configure(Map.of());

        // When
        SourceRecord first = types.apply(OneColumn.row(named("time.Date", Schema.Type.INT32), 1));
        SourceRecord second = types.apply(OneColumn.row(named("time.Date", Schema.Type.INT32), 2));

        // Then
        assertThat(second.valueSchema()).isSameAs(first.valueSchema());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "a boolean of text",
                        Map.of("boolean.fields", "c"),
                        Schema.STRING_SCHEMA,
                        "marked",
                        "a whole number",
                        "type STRING"),
                arguments(
                        "an unsigned short",
                        Map.of("unsigned.fields", "c"),
                        Schema.INT16_SCHEMA,
                        (short) 7,
                        "a 64-bit whole number",
                        "type INT16"),
                arguments(
                        "a UUID of 3 bytes",
                        Map.of("uuid.fields", "c"),
                        Schema.BYTES_SCHEMA,
                        new byte[3],
                        "the 16 bytes of a UUID",
                        "3 bytes"),
                arguments(
                        "a UUID of odd text",
                        Map.of("uuid.fields", "c"),
                        Schema.STRING_SCHEMA,
                        "marked",
                        "the 16 bytes of a UUID",
                        "text of 6 characters"),
                arguments(
                        "36 characters that are no UUID",
                        Map.of("uuid.fields", "c"),
                        Schema.STRING_SCHEMA,
                        "marked" + "-".repeat(30),
                        "the 16 bytes of a UUID",
                        "text of 36 characters"),
                arguments(
                        "a date that is none",
                        Map.of("temporal.format", "epoch_millis"),
                        named("time.IsoDate", Schema.Type.STRING),
                        "marked",
                        "an ISO-8601 date",
                        "text of 6 characters"),
                arguments(
                        "a missing field",
                        Map.of("uuid.fields", "x", "on.missing.field", "fail"),
                        Schema.STRING_SCHEMA,
                        "marked",
                        "a field of that name",
                        "none"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuseWhatItCannotTake(
            String name, Map<String, String> settings, Schema schema, Object value, String needed, String found) {
        // Given
        types.configure(settings);

        // When, Then
        assertThatThrownBy(() -> types.apply(OneColumn.row(schema, value)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("DebeziumTypeConverter, field '")
                .hasMessageContaining("of t.Value: needed " + needed)
                .hasMessageContaining("found " + found)
                .hasMessageNotContaining("marked");
    }

    @Test
    void shouldRefuseBrokenGeometryAndBitsWithoutALength() {
        // Given
        types.configure(Map.of());
        Schema shape = geometry("data.geometry.Geometry").build();
        Schema bits = SchemaBuilder.bytes().name("io.debezium.data.Bits").build();
        byte[] endless = HexFormat.of().parseHex("00" + ints(2, Integer.MAX_VALUE));

        // When, Then
        assertThatThrownBy(() -> types.apply(OneColumn.row(shape, new Struct(shape).put("wkb", endless))))
                .hasMessageContaining("needed a geometry in well-known binary, found 9 bytes that are none");
        assertThatThrownBy(() -> types.apply(OneColumn.row(bits, new byte[1])))
                .hasMessageContaining("the parameter 'length'");
    }
}
