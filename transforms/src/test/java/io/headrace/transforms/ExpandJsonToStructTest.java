package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExpandJsonToStructTest {

    private static final Schema JSON = SchemaBuilder.string()
            .name("io.debezium.data.Json")
            .version(1)
            .optional()
            .build();

    private final ExpandJson<SourceRecord> json = new ExpandJson<>();

    @BeforeEach
    void open() {
        json.configure(Map.of("output", "struct"));
    }

    @AfterEach
    void close() {
        json.close();
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                arguments("object", "{\"b\":1,\"a\":null}", "STRUCT", "{\"b\":1,\"a\":null}"),
                arguments("empty object", "{}", "STRUCT", "{}"),
                arguments("nested", "{\"a\":{\"b\":[{\"c\":true}]}}", "STRUCT", "{\"a\":{\"b\":[{\"c\":true}]}}"),
                arguments("empty array", "[]", "ARRAY of STRING", "[]"),
                arguments("whole numbers", "[1,null,2]", "ARRAY of INT64", "[1,null,2]"),
                arguments("whole numbers and fractions", "[1,2.5]", "ARRAY of FLOAT64", "[1.0,2.5]"),
                arguments(
                        "a whole number that no double holds among fractions: text",
                        "[9007199254740993,2.5]",
                        "ARRAY of STRING",
                        "[\"9007199254740993\",\"2.5\"]"),
                arguments(
                        "mixed kinds: text",
                        "[1,\"a\",true,null,[2],{\"b\":0.5}]",
                        "ARRAY of STRING",
                        "[\"1\",\"a\",\"true\",null,\"[2]\",\"{\\\"b\\\":0.5}\"]"),
                arguments("arrays of arrays", "[[1],[],[2.5]]", "ARRAY of ARRAY", "[[1.0],[],[2.5]]"),
                arguments(
                        "objects with other fields",
                        "[{\"a\":1},{\"b\":\"x\"}]",
                        "ARRAY of STRUCT",
                        "[{\"a\":1,\"b\":null},{\"a\":null,\"b\":\"x\"}]"),
                arguments(
                        "a field of other kinds: text",
                        "[{\"a\":1},{\"a\":{\"b\":2}}]",
                        "ARRAY of STRUCT",
                        "[{\"a\":\"1\"},{\"a\":\"{\\\"b\\\":2}\"}]"),
                arguments("an empty name: text", "{\"\":1}", "STRING", "\"{\\\"\\\":1}\""),
                arguments("text", "\"text\"", "STRING", "\"text\""),
                arguments("beyond a long: its digits", "18446744073709551615", "STRING", "\"18446744073709551615\""),
                arguments("fraction", "0.1", "FLOAT64", "0.1"),
                arguments("boolean", "true", "BOOLEAN", "true"),
                arguments("JSON null", "null", "STRING", "null"),
                arguments(
                        "100 deep",
                        "[".repeat(100) + "]".repeat(100),
                        "ARRAY of ARRAY",
                        "[".repeat(100) + "]".repeat(100)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void shouldGiveJsonTheSchemaThatItsShapeAsksFor(String name, String text, String type, String written) {
        // Given
        SourceRecord row = OneColumn.row(JSON, text);

        // When
        Schema schema = OneColumn.schema(json, row);

        // Then
        assertThat(type(schema)).isEqualTo(type);
        assertThat(schema.isOptional()).isTrue();
        assertThat(OneColumn.json(json, row)).isEqualTo(written);
        ((Struct) json.apply(row).value()).validate();
    }

    @Test
    void shouldNameStructsByTheirPathAndKeepTheOtherColumnsAsTheyAre() {
        // When
        SourceRecord expanded = json.apply(Orders.record(Orders.row(Orders.ROW, "NEW")));

        // Then
        Struct row = (Struct) expanded.value();
        row.validate();
        assertThat(row.schema().name()).isEqualTo("dbserver1.inventory.orders.Value");
        assertThat(row.schema().field("shipping_address").schema().name())
                .isEqualTo("dbserver1.inventory.orders.Value.shipping_address");
        assertThat(row.getStruct("shipping_address").get("zip")).isEqualTo("8001");
        assertThat(row.get("total")).isEqualTo(new BigDecimal("1000.05"));
        assertThat(row.schema().field("total").schema())
                .isSameAs(Orders.ROW.field("total").schema());
        assertThat(row.getWithoutDefault("currency")).isNull();
    }

    @Test
    void shouldGiveBothImagesOneSchemaThatHoldsWhatEitherHas() {
        // Given
        Struct before = Orders.row(Orders.ROW, "NEW").put("shipping_address", "{\"zip\":8001,\"city\":\"Bern\"}");
        Struct after = Orders.row(Orders.ROW, "NEW").put("shipping_address", "{\"zip\":8001.5,\"po\":true}");

        // When
        SourceRecord update = json.apply(Orders.record(Orders.event("u", before, after)));
        SourceRecord create = json.apply(Orders.record(Orders.event("c", null, after)));
        SourceRecord delete = json.apply(Orders.record(Orders.event("d", before, null)));
        SourceRecord truncate = Orders.record(Orders.event("t", null, null));

        // Then
        Struct event = (Struct) update.value();
        event.validate();
        assertThat(event.schema().field("before").schema())
                .isSameAs(event.schema().field("after").schema());
        assertThat(Json.of(update))
                .contains("\"shipping_address\":{\"zip\":8001.0,\"city\":\"Bern\",\"po\":null}")
                .contains("\"shipping_address\":{\"zip\":8001.5,\"city\":null,\"po\":true}");
        assertThat(event.getStruct("source")).isEqualTo(Orders.source());
        assertThat(((Struct) create.value()).getStruct("before")).isNull();
        assertThat(Json.of(create)).contains("\"shipping_address\":{\"zip\":8001.5,\"po\":true}");
        assertThat(Json.of(delete)).contains("\"shipping_address\":{\"zip\":8001,\"city\":\"Bern\"}", "\"after\":null");
        assertThat(json.apply(truncate)).isSameAs(truncate);
    }

    @Test
    void shouldGiveRowsOfOneShapeOneSchemaWhateverTheOrderOfTheirNames() {
        // When
        SourceRecord first = json.apply(OneColumn.row(JSON, "{\"a\":1,\"b\":[\"x\"]}"));
        SourceRecord second = json.apply(OneColumn.row(JSON, "{\"b\":[],\"a\":7}"));
        SourceRecord third = json.apply(OneColumn.row(JSON, "{\"b\":[\"y\",null],\"a\":8}"));

        // Then
        assertThat(third.valueSchema()).isSameAs(first.valueSchema());
        assertThat(second.valueSchema())
                .as("of an array without elements nothing is known")
                .isNotSameAs(first.valueSchema());
        assertThat(((Struct) third.value()).getStruct("c").get("b")).isEqualTo(java.util.Arrays.asList("y", null));
    }

    @Test
    void shouldKeepOnlySoManySchemasUnderEndlessNewShapes() {
        // Given
        json.configure(Map.of("output", "struct", "schema.cache.size", "4"));
        SourceRecord first = json.apply(OneColumn.row(JSON, "{\"n0\":1}"));

        // When
        Set<Integer> met = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            met.add(System.identityHashCode(
                    json.apply(OneColumn.row(JSON, "{\"n" + i + "\":1}")).valueSchema()));
        }
        SourceRecord again = json.apply(OneColumn.row(JSON, "{\"n0\":1}"));

        // Then
        assertThat(met).hasSizeGreaterThan(900);
        assertThat(again.valueSchema()).as("put out, so built again").isNotSameAs(first.valueSchema());
        assertThat(again.valueSchema()).isEqualTo(first.valueSchema());
    }

    @Test
    void shouldKeepInvalidTextOrLeaveNull() {
        // Given
        json.configure(Map.of("output", "struct", "on.invalid", "keep"));

        // When, Then
        assertThat(OneColumn.json(json, OneColumn.row(JSON, "no{"))).isEqualTo("\"no{\"");
        json.configure(Map.of("output", "struct", "on.invalid", "null"));
        assertThat(OneColumn.json(json, OneColumn.row(JSON, "no{"))).isEqualTo("null");
    }

    @Test
    void shouldLeaveRowsWithoutASchemaOrWithoutJsonAsTheyAre() {
        // Given
        json.configure(Map.of("output", "struct", "fields", "c", "on.missing.field", "ignore"));
        SourceRecord plain = Orders.record(Orders.row(Orders.ROW, "NEW"));

        // When, Then
        assertThat(json.apply(OneColumn.map("{\"a\":[1]}")).value()).isEqualTo(Map.of("c", Map.of("a", List.of(1L))));
        assertThat(json.apply(plain)).isSameAs(plain);
    }

    private static String type(Schema schema) {
        return schema.type() == Schema.Type.ARRAY
                ? "ARRAY of " + schema.valueSchema().type()
                : schema.type().toString();
    }
}
