package io.headrace.transforms.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kafka's converter says what is right. */
class DirectJsonConverterTest {

    private static final int SCHEMAS = 10_000;
    private static final int RECORDS_OF_EACH = 100;

    @Test
    void shouldWriteAMillionRecordsByteForByte() {
        // Given
        Pair[] pairs = {
            new Pair("NUMERIC", true), new Pair("BASE64", true), new Pair("NUMERIC", false), new Pair("BASE64", false)
        };

        int direct = 0;

        // When
        for (int seed = 0; seed < SCHEMAS; seed++) {
            RandomRecords lot = new RandomRecords(seed);
            Pair pair = pairs[seed % pairs.length];
            boolean isSchemaless = seed % 5 == 0;
            Schema schema = isSchemaless ? null : lot.struct(3).build();
            for (int i = 0; i < RECORDS_OF_EACH; i++) {
                Object value = isSchemaless ? lot.object(4) : lot.value(schema);
                byte[] expected = pair.plain.fromConnectData("t", schema, value);
                direct += i == 0 && pair.writer.write(schema, value) != null ? 1 : 0;
                byte[] written = pair.direct.fromConnectData("t", schema, value);
                if (!Arrays.equals(written, expected)) {
                    assertThat(text(written)).as("seed %d, record %d", seed, i).isEqualTo(text(expected));
                }
            }
        }

        // Then
        assertThat(direct).as("schemas not left to the other converter").isGreaterThan(8_000);
    }

    @ParameterizedTest
    @CsvSource({"true, 'USD'", "false, "})
    void shouldReplaceNullByTheDefaultAsItIsTold(boolean isReplaced, String expected) {
        // Given
        Schema schema = SchemaBuilder.struct()
                .field(
                        "currency",
                        SchemaBuilder.string().optional().defaultValue("USD").build())
                .build();

        // When
        byte[] written = new Pair("NUMERIC", isReplaced).direct.fromConnectData("t", schema, new Struct(schema));

        // Then
        assertThat(text(written)).isEqualTo("{\"currency\":" + (expected == null ? "null" : "\"USD\"") + "}");
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // Connect's type
    void shouldRefuseWhatTheOtherRefusesInItsWords() {
        Pair pair = new Pair("NUMERIC", true);
        Schema required =
                SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
        Map<String, Object> unknownType = Map.of("total", new BigDecimal("1.5"));

        assertThatThrownBy(() -> pair.direct.fromConnectData("t", required, new Struct(required)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("required");
        assertThatThrownBy(() -> pair.direct.fromConnectData("t", null, unknownType))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("BigDecimal");
        assertThatThrownBy(
                        () -> pair.direct.fromConnectData("t", org.apache.kafka.connect.data.Date.SCHEMA, new Date(1)))
                .isInstanceOf(DataException.class);
    }

    @Test
    void shouldLeaveSchemasAndObjectsWithoutTextKeysToTheOther() {
        // Given
        DirectJsonConverter direct = new DirectJsonConverter();
        direct.configure(Map.of("schemas.enable", "true"), false);
        Pair pair = new Pair("NUMERIC", true);

        // Then
        assertThat(text(direct.fromConnectData("t", Schema.INT64_SCHEMA, 7L)))
                .contains("\"schema\"")
                .contains("\"payload\":7");
        assertThat(text(pair.direct.fromConnectData("t", null, Map.of(1, "a")))).isEqualTo("[[1,\"a\"]]");
        assertThat(pair.direct.fromConnectData("t", null, null)).isNull();
        assertThat(text(pair.direct.fromConnectData("t", Schema.OPTIONAL_INT64_SCHEMA, null)))
                .isEqualTo("null");
    }

    @Test
    void shouldReadAsTheOtherDoes() {
        // Given
        Pair pair = new Pair("NUMERIC", true);
        byte[] json = "{\"a\":[1,2.5,\"x\",null]}".getBytes(StandardCharsets.UTF_8);

        // Then
        assertThat(pair.direct.toConnectData("t", json)).isEqualTo(pair.plain.toConnectData("t", json));
        assertThat(pair.direct.toConnectData("t", json).value())
                .isEqualTo(Map.of("a", Arrays.asList(1L, 2.5, "x", null)));
    }

    @Test
    void shouldHaveTheSameSettings() {
        assertThat(new DirectJsonConverter().config().names())
                .isEqualTo(new JsonConverter().config().names());
        assertThatThrownBy(() -> new DirectJsonConverter()
                        .configure(Map.of("schemas.enable", false, "decimal.format", "x"), true))
                .hasMessageContaining("decimal.format");
        assertThat(List.of(true, false)).allSatisfy(isKey -> {
            DirectJsonConverter converter = new DirectJsonConverter();
            converter.configure(Map.of("schemas.enable", false), isKey);
            assertThat(text(converter.fromConnectData("t", Schema.INT8_SCHEMA, (byte) -1)))
                    .isEqualTo("-1");
        });
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** Both with the same settings. */
    private static final class Pair {
        private final JsonConverter plain = new JsonConverter();
        private final DirectJsonConverter direct = new DirectJsonConverter();
        private final JsonRecordWriter writer;

        Pair(String decimalFormat, boolean isNullReplaced) {
            Map<String, Object> settings = new HashMap<>();
            settings.put("schemas.enable", "false");
            settings.put("decimal.format", decimalFormat);
            settings.put("replace.null.with.default", isNullReplaced);
            plain.configure(settings, false);
            direct.configure(settings, false);
            writer = new JsonRecordWriter(isNullReplaced, decimalFormat.equals("NUMERIC"));
        }
    }
}
