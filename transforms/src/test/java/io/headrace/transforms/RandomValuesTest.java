package io.headrace.transforms;

import static io.headrace.transforms.TypeSchemas.decimal;
import static io.headrace.transforms.TypeSchemas.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What no table of cases thinks of: values by lot, of a seed that the test's number is, against code of the JDK or Jackson. */
class RandomValuesTest {

    private static final int VALUES = 2_000;
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);
    private static final Schema JSON =
            SchemaBuilder.string().name("io.debezium.data.Json").build();

    @RepeatedTest(3)
    void shouldWriteEveryDateTimeOfMysqlAsTheJdkDoes(RepetitionInfo seed) {
        // Given
        Random random = new Random(seed.getCurrentRepetition());
        DebeziumTypeConverter<SourceRecord> types = new DebeziumTypeConverter<>();
        types.configure(Map.of());
        DateTimeFormatter expected = DateTimeFormatter.ofPattern("\"uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'\"");
        long first = LocalDateTime.of(0, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
        long last = LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

        // When, Then
        for (int i = 0; i < VALUES; i++) {
            long second = random.nextLong(first, last + 1);
            int micro = random.nextInt(1_000_000);
            LocalDateTime time = LocalDateTime.ofEpochSecond(second, micro * 1000, ZoneOffset.UTC);
            assertThat(OneColumn.json(
                            types,
                            OneColumn.row(named("time.MicroTimestamp", Schema.Type.INT64), second * 1_000_000 + micro)))
                    .isEqualTo(expected.format(time));
        }
        types.close();
    }

    @RepeatedTest(3)
    void shouldWriteTimesThatReadBackAsTheyWere(RepetitionInfo seed) {
        // Given
        Random random = new Random(seed.getCurrentRepetition());
        DebeziumTypeConverter<SourceRecord> types = new DebeziumTypeConverter<>();
        types.configure(Map.of());
        long most = (838L * 3600 + 59 * 60 + 59) * 1_000_000;

        // When, Then
        for (int i = 0; i < VALUES; i++) {
            long micros = random.nextLong(-most, most + 1);
            String text = OneColumn.json(types, OneColumn.row(named("time.MicroTime", Schema.Type.INT64), micros))
                    .replace("\"", "");
            String[] parts = text.replace("-", "").split(":");
            Duration read = Duration.ofHours(Long.parseLong(parts[0]))
                    .plusMinutes(Long.parseLong(parts[1]))
                    .plusNanos(new BigDecimal(parts[2]).movePointRight(9).longValueExact());
            assertThat(text.startsWith("-") ? read.negated() : read).isEqualTo(Duration.ofNanos(micros * 1000));
        }
        types.close();
    }

    @RepeatedTest(3)
    void shouldKeepEveryDecimalExactWhenTheSchemaIsLost(RepetitionInfo seed) throws Exception {
        // Given
        Random random = new Random(seed.getCurrentRepetition());
        ExpandJson<SourceRecord> json = new ExpandJson<>();
        json.configure(Map.of());

        // When, Then
        for (int i = 0; i < VALUES; i++) {
            int precision = 1 + random.nextInt(65);
            int scale = random.nextInt(Math.min(precision, 30) + 1);
            BigInteger unscaled = new BigInteger(215, random).mod(BigInteger.TEN.pow(precision));
            BigDecimal value = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
            Schema row = SchemaBuilder.struct()
                    .field("json", JSON)
                    .field("d", decimal(scale, precision))
                    .build();
            String written = Json.of(
                    json.apply(Orders.record(new Struct(row).put("json", "{}").put("d", value))));
            JsonNode read = MAPPER.readTree(written).get("d");
            assertThat(new BigDecimal(read.asText())).isEqualByComparingTo(value);
            assertThat(read.isNumber()).as("by the column").isEqualTo(precision <= 15);
        }
        json.close();
    }

    @RepeatedTest(5)
    void shouldExpandJsonToWhatAnotherParserReads(RepetitionInfo seed) throws Exception {
        // Given
        Random random = new Random(seed.getCurrentRepetition());
        ExpandJson<SourceRecord> maps = new ExpandJson<>();
        maps.configure(Map.of());
        ExpandJson<SourceRecord> structs = new ExpandJson<>();
        structs.configure(Map.of("output", "struct", "schema.cache.size", "16"));

        // When, Then
        for (int i = 0; i < VALUES; i++) {
            SourceRecord row = OneColumn.row(JSON, anyJson(random, 4));
            String text = ((Struct) row.value()).getString("c");
            JsonNode expanded = MAPPER.readTree(Json.of(maps.apply(row))).get("c");
            assertThat(plain(expanded)).as(text).isEqualTo(plain(MAPPER.readTree(text)));
            SourceRecord shaped = structs.apply(row);
            ((Struct) shaped.value()).validate();
            assertThat(Json.of(shaped)).as(text).isNotEmpty();
        }
        maps.close();
        structs.close();
    }

    @RepeatedTest(3)
    void shouldCutTextToItsBytesAndNeverWithinACharacter(RepetitionInfo seed) {
        // Given
        Random random = new Random(seed.getCurrentRepetition());

        // When, Then
        for (int i = 0; i < 200; i++) {
            int most = 4 + random.nextInt(20);
            TruncateField<SourceRecord> cut = new TruncateField<>();
            cut.configure(Map.of("fields", "c", "max.bytes", Integer.toString(most)));
            String text = random.ints(random.nextInt(20), 0, 4)
                    .collect(
                            StringBuilder::new,
                            (all, kind) -> all.appendCodePoint(new int[] {'a', 'é', '名', 0x1F600}[kind]),
                            StringBuilder::append)
                    .toString();
            String kept = (String) ((Map<?, ?>) cut.apply(OneColumn.map(text)).value()).get("c");
            assertThat(text).startsWith(kept);
            assertThat(kept.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(most);
            assertThat(new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(kept);
            if (!kept.equals(text)) {
                int next = text.codePointAt(kept.length());
                assertThat((kept + Character.toString(next)).getBytes(StandardCharsets.UTF_8).length)
                        .as("no more would fit")
                        .isGreaterThan(most);
            }
            cut.close();
        }
    }

    private static String anyJson(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 8)) {
            case 0 -> "null";
            case 1 -> Boolean.toString(random.nextBoolean());
            case 2 -> Long.toString(random.nextLong());
            case 3 -> new BigInteger(1 + random.nextInt(80), random).toString();
            case 4 ->
                random.nextInt(100_000) + "." + random.nextInt(1000)
                        + (random.nextBoolean() ? "" : "e" + (random.nextInt(700) - 350));
            case 5 -> "\"" + Character.toString(random.nextInt(0x4E00, 0x9FFF)) + random.nextInt(9) + "😀\"";
            case 6 -> {
                StringBuilder array = new StringBuilder("[");
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.append(array.length() == 1 ? "" : ",").append(anyJson(random, depth - 1));
                }
                yield array.append(']').toString();
            }
            default -> {
                StringBuilder object = new StringBuilder("{");
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.append(object.length() == 1 ? "" : ",")
                            .append("\"n")
                            .append(random.nextInt(5))
                            .append("\":")
                            .append(anyJson(random, depth - 1));
                }
                yield object.append('}').toString();
            }
        };
    }

    /**
     * The tree with every number as its digits, since a wide one is written as text. Where a double tells as many digits as
     * a fraction has, it counts as the double.
     */
    private static Object plain(JsonNode value) {
        if (value.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            value.properties().forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            return fields;
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(RandomValuesTest::plain)
                    .map(String::valueOf)
                    .toList();
        }
        String text = value.asText();
        try {
            BigDecimal number = new BigDecimal(text);
            double nearest = number.doubleValue();
            boolean isDouble = number.scale() != 0 && number.precision() <= 17 && Double.isFinite(nearest);
            return "number " + (isDouble ? new BigDecimal(Double.toString(nearest)) : number).stripTrailingZeros();
        } catch (NumberFormatException e) {
            return value.isNull() ? "null" : text;
        }
    }
}
