package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpandJsonTest {

    private static final Schema JSON = SchemaBuilder.string()
            .name("io.debezium.data.Json")
            .version(1)
            .optional()
            .build();

    private final ExpandJson<SourceRecord> json = new ExpandJson<>();

    @AfterEach
    void close() {
        json.close();
    }

    static Stream<Arguments> shapes() {
        String deep = "[".repeat(100) + "]".repeat(100);
        return Stream.of(
                arguments("object, as a snapshot writes it", "{\"b\": 1, \"a\": null}", "{\"b\":1,\"a\":null}"),
                arguments("object, as streaming writes it", "{\"b\":1,\"a\":null}", "{\"b\":1,\"a\":null}"),
                arguments("empty object", "{}", "{}"),
                arguments("empty array", "[]", "[]"),
                arguments(
                        "array of mixed types",
                        "[1,\"a\",true,null,[2],{\"b\":0.5}]",
                        "[1,\"a\",true,null,[2],{\"b\":0.5}]"),
                arguments("string", "\"text\"", "\"text\""),
                arguments("whole number", "42", "42"),
                arguments("fraction", "0.1", "0.1"),
                arguments("boolean", "false", "false"),
                arguments("JSON null", "null", "null"),
                arguments("lowest long", "-9223372036854775808", "-9223372036854775808"),
                arguments("beyond a long: its digits", "18446744073709551615", "\"18446744073709551615\""),
                arguments("17 digits that a double prints", "0.30000000000000004", "0.30000000000000004"),
                arguments("more digits than a double has", "1.23456789012345678901", "\"1.23456789012345678901\""),
                arguments("beyond a double", "1e400", "\"1e400\""),
                arguments("nearer to zero than a double", "1e-400", "\"1e-400\""),
                arguments("a fraction where doubles are sparse", "1.2345678e-320", "\"1.2345678e-320\""),
                arguments("an exponent that a double holds", "1.5e300", "1.5E300"),
                arguments("the last of two equal names", "{\"a\":1,\"b\":2,\"a\":3}", "{\"a\":3,\"b\":2}"),
                arguments("names with dots, empty names", "{\"a.b\":{\"\":1}}", "{\"a.b\":{\"\":1}}"),
                arguments("100 deep", deep, deep));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void shouldExpandEveryShape(String name, String text, String expanded) {
        // Given
        json.configure(Map.of());

        // When, Then
        assertThat(OneColumn.json(json, OneColumn.row(JSON, text))).isEqualTo(expanded);
    }

    @Test
    void shouldExpandAMegabyte() {
        // Given
        json.configure(Map.of());
        String text = "[\"" + "x".repeat(1_000_000) + "\"]";

        // When, Then
        assertThat(OneColumn.json(json, OneColumn.row(JSON, text))).isEqualTo(text);
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments("no JSON", "marked{"),
                arguments("cut off", "{\"marked\":"),
                arguments("two values", "1 2"),
                arguments("empty", ""),
                arguments("deeper than allowed", "[".repeat(101) + "]".repeat(101)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void shouldKeepDropOrRefuseWhatIsNoJson(String name, String text) {
        // Given
        SourceRecord row = OneColumn.row(JSON, text);

        // When, Then
        json.configure(Map.of("on.invalid", "keep"));
        assertThat(json.apply(row).value()).isEqualTo(Map.of("c", text));
        json.configure(Map.of("on.invalid", "null"));
        assertThat(OneColumn.json(json, row)).isEqualTo("null");
        json.configure(Map.of());
        assertThatThrownBy(() -> json.apply(row))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("ExpandJson, field 'c' of t.Value: needed JSON, found ")
                .hasMessageContaining("on.invalid=keep or null")
                .hasMessageNotContaining("marked")
                .hasNoCause();
    }

    @Test
    void shouldWriteTheOtherColumnsAsTheyWereWithTheirSchema() {
        // Given
        json.configure(Map.of());
        Schema row = SchemaBuilder.struct()
                .field("json", JSON)
                .field("narrow", decimal(2, 15))
                .field("wide", decimal(2, 16))
                .field("unknown", Decimal.schema(2))
                .field("bytes", Schema.BYTES_SCHEMA)
                .field("at", Timestamp.SCHEMA)
                .field("list", SchemaBuilder.array(decimal(1, 3)).build())
                .field(
                        "map",
                        SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA)
                                .build())
                .build();
        @SuppressWarnings("JavaUtilDate") // it is what Connect holds timestamps in
        Struct value = new Struct(row)
                .put("json", "[]")
                .put("narrow", new BigDecimal("1234567890123.45"))
                .put("wide", new BigDecimal("12345678901234.50"))
                .put("unknown", new BigDecimal("1.50"))
                .put("bytes", ByteBuffer.wrap(new byte[] {1, 2}))
                .put("at", new Date(5))
                .put("list", List.of(new BigDecimal("0.5")))
                .put("map", Map.of(1, "one"));

        // When
        String written = Json.of(json.apply(Orders.record(value)));

        // Then
        assertThat(written)
                .isEqualTo(
                        "{\"json\":[],\"narrow\":1.23456789012345E12,\"wide\":\"12345678901234.50\",\"unknown\":\"1.50\","
                                + "\"bytes\":\"AQI=\",\"at\":5,\"list\":[0.5],\"map\":{\"1\":\"one\"}}");
    }

    @Test
    void shouldKeepTheSchemaOfRowsWithoutJson() {
        // Given
        json.configure(Map.of());
        SourceRecord row = OneColumn.row(Schema.STRING_SCHEMA, "{}");

        // When, Then
        assertThat(json.apply(row)).isSameAs(row);
    }

    @Test
    void shouldExpandNamedFieldsWithAndWithoutASchemaAndInsideWhatWasExpanded() {
        // Given
        json.configure(Map.of("fields", "c"));
        ExpandJson<SourceRecord> inner = new ExpandJson<>();
        inner.configure(Map.of("fields", "c.inner"));

        // When, Then
        assertThat(OneColumn.json(json, OneColumn.row(Schema.STRING_SCHEMA, "[1]")))
                .isEqualTo("[1]");
        assertThat(OneColumn.json(json, OneColumn.map("[1]"))).isEqualTo("[1]");
        assertThat(OneColumn.json(json, OneColumn.map(List.of("[1]"))))
                .as("expanded already")
                .isEqualTo("[\"[1]\"]");
        assertThat(OneColumn.json(inner, json.apply(OneColumn.map("{\"inner\":\"{}\"}"))))
                .isEqualTo("{\"inner\":{}}");
        assertThatThrownBy(() -> json.apply(OneColumn.row(Schema.INT32_SCHEMA, 1)))
                .hasMessageContaining("needed text that holds JSON, found type INT32");
        inner.close();
    }

    private static Schema decimal(int scale, int precision) {
        return Decimal.builder(scale)
                .parameter("connect.decimal.precision", Integer.toString(precision))
                .build();
    }
}
