package io.headrace.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.headrace.search.config.SinkConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden table: what the field of each schema is mapped to. */
class SchemaMappingTest {
    private static SchemaMapping mapping(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "http://localhost:9200"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new SchemaMapping(SinkConfig.parse(all));
    }

    private static Schema named(Schema.Type type, String name) {
        return new SchemaBuilder(type).name(name).build();
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                arguments("int8", Schema.INT8_SCHEMA, "byte"),
                arguments("int16", Schema.INT16_SCHEMA, "short"),
                arguments("int32", Schema.OPTIONAL_INT32_SCHEMA, "integer"),
                arguments("int64", Schema.INT64_SCHEMA, "long"),
                arguments("float32", Schema.FLOAT32_SCHEMA, "float"),
                arguments("float64", Schema.FLOAT64_SCHEMA, "double"),
                arguments("boolean", Schema.BOOLEAN_SCHEMA, "boolean"),
                arguments("bytes", Schema.BYTES_SCHEMA, "binary"),
                arguments(
                        "array of longs",
                        SchemaBuilder.array(Schema.INT64_SCHEMA).build(),
                        "long"),
                arguments("date", org.apache.kafka.connect.data.Date.SCHEMA, "date"),
                arguments("timestamp", org.apache.kafka.connect.data.Timestamp.SCHEMA, "date"),
                arguments("time", org.apache.kafka.connect.data.Time.SCHEMA, "keyword"),
                arguments("microseconds", named(Schema.Type.INT64, "io.debezium.time.MicroTimestamp"), "date"),
                arguments("zoned timestamp", named(Schema.Type.STRING, "io.debezium.time.ZonedTimestamp"), "date"),
                arguments("year", named(Schema.Type.INT32, "io.debezium.time.Year"), "integer"),
                arguments("enum", named(Schema.Type.STRING, "io.debezium.data.Enum"), "keyword"),
                arguments("set", named(Schema.Type.STRING, "io.debezium.data.EnumSet"), "keyword"),
                arguments("many bits", named(Schema.Type.BYTES, "io.debezium.data.Bits"), "keyword"),
                arguments("point", named(Schema.Type.STRUCT, "io.debezium.data.geometry.Point"), "geo_point"),
                arguments("geometry", named(Schema.Type.STRUCT, "io.debezium.data.geometry.Geometry"), "geo_shape"));
    }

    @Test
    void shouldExpectFractionsInJsonColumnsOfAnIndexThatItMakes() {
        // Given
        Schema row = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("rates", named(Schema.Type.STRING, "io.debezium.data.Json"))
                .build();
        // When
        String mapping = mapping().ofNew(row, true);
        // Then
        assertThat(mapping)
                .contains("\"path_match\":\"*.*\",\"mapping\":{\"type\":\"double\"}")
                .contains("\"path_match\":\"rates\",\"mapping\":{\"type\":\"double\"}")
                .contains("\"date_detection\":false")
                .contains("\"id\":{\"type\":\"long\"}");
        assertThat(mapping().of(row, true))
                .as("what is added to an index keeps its templates")
                .doesNotContain("dynamic_templates");
    }

    @ParameterizedTest(name = "{0} is {2}")
    @MethodSource("fields")
    void shouldMapEachTypeToWhatItsDocumentsHold(String what, Schema schema, String type) {
        Schema struct = SchemaBuilder.struct().field("f", schema).build();
        assertThat(mapping().of(struct, true)).isEqualTo("{\"properties\":{\"f\":{\"type\":\"" + type + "\"}}}");
    }

    @Test
    void shouldReadMillisecondsAsMillisecondsWhereTheyAreWritten() {
        // Given
        Schema row = SchemaBuilder.struct()
                .field("made", named(Schema.Type.INT64, "io.debezium.time.Timestamp"))
                .field("sent", named(Schema.Type.STRING, "io.debezium.time.ZonedTimestamp"))
                .build();
        SchemaMapping millis = mapping("temporal.format", "epoch_millis");
        String asMillis =
                "{\"properties\":{\"made\":{\"type\":\"date\",\"format\":\"epoch_millis\"},\"sent\":{\"type\":\"date\"}}}";
        String asDates = "{\"properties\":{\"made\":{\"type\":\"date\"},\"sent\":{\"type\":\"date\"}}}";
        // When, Then
        assertThat(millis.ofNew(row, true)).isEqualTo(asMillis);
        assertThat(millis.ofExisting(row))
                .as("an index of before keeps its format")
                .startsWith(asMillis)
                .endsWith(asDates);
        assertThat(mapping().ofExisting(row)).as("text").containsOnly(asDates);
    }

    @Test
    void shouldMapStringsAndDecimalsAsChosen() {
        Schema struct = SchemaBuilder.struct()
                .field("s", Schema.STRING_SCHEMA)
                .field("d", Decimal.schema(3))
                .build();
        assertThat(mapping("mapping.string", "keyword").of(struct, true))
                .isEqualTo("{\"properties\":{\"s\":{\"type\":\"keyword\",\"ignore_above\":8191},"
                        + "\"d\":{\"type\":\"scaled_float\",\"scaling_factor\":1000}}}");
        assertThat(mapping("mapping.string", "text", "decimal.as", "string").of(struct, true))
                .isEqualTo("{\"properties\":{\"s\":{\"type\":\"text\"},\"d\":{\"type\":\"keyword\"}}}");
        assertThat(mapping().of(struct, false))
                .contains("\"fields\":{\"keyword\"")
                .contains("\"d\":{\"type\":\"double\"}");
    }

    @Test
    void shouldFollowTheFieldRulesAndLeaveToTheServerWhatNoSchemaSays() {
        // Given
        Schema inner = SchemaBuilder.struct()
                .field("x", Schema.INT32_SCHEMA)
                .field("y", Schema.INT32_SCHEMA)
                .build();
        Schema struct = SchemaBuilder.struct()
                .field("o", inner)
                .field("json", named(Schema.Type.STRING, "io.debezium.data.Json"))
                .field(
                        "map",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build())
                .build();
        // When
        String mapped = mapping(
                        "fields.exclude",
                        "o.y",
                        "fields.rename",
                        "o.x:z",
                        "metadata.fields",
                        "offset:_offset,topic:_topic")
                .of(struct, true);
        // Then
        assertThat(mapped)
                .isEqualTo("{\"properties\":{\"o\":{\"properties\":{\"z\":{\"type\":\"integer\"}}},"
                        + "\"_offset\":{\"type\":\"long\"},\"_topic\":{\"type\":\"keyword\"}}}");
    }
}
