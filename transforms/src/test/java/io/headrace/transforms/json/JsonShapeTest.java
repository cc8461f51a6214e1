package io.headrace.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonShapeTest {

    static Stream<Arguments> merges() {
        long wide = 1L << 60;
        return Stream.of(
                arguments("nothing and something", null, "x", JsonShape.Kind.TEXT),
                arguments("whole numbers", 1L, 2L, JsonShape.Kind.WHOLE),
                arguments("a whole number and a wide one", 1L, wide, JsonShape.Kind.WIDE_WHOLE),
                arguments("a whole number and a fraction", 1L, 0.5, JsonShape.Kind.FRACTION),
                arguments("a wide number and a fraction", wide, 0.5, JsonShape.Kind.TEXT),
                arguments("kinds that differ", true, 1L, JsonShape.Kind.TEXT),
                arguments("an object and an array", Map.of(), List.of(), JsonShape.Kind.TEXT),
                arguments("objects", Map.of("a", 1L), Map.of("b", "x"), JsonShape.Kind.OBJECT),
                arguments("an object with an empty name", Map.of("", 1L), null, JsonShape.Kind.TEXT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("merges")
    void shouldMergeToWhatFitsBothWhicheverComesFirst(String name, Object one, Object other, JsonShape.Kind kind) {
        // Given
        JsonShape first = JsonShape.of(one);
        JsonShape second = JsonShape.of(other);

        // When, Then
        assertThat(first.merge(second).kind()).isEqualTo(kind);
        assertThat(second.merge(first).kind()).isEqualTo(kind);
    }

    /** Before and after of an event share one schema, so a value has to fit what another one was merged into. */
    @RepeatedTest(3)
    void shouldFitBothValuesOfEveryMerge(RepetitionInfo seed) {
        // Given
        Random random = new Random(seed.getCurrentRepetition());

        // When, Then
        for (int i = 0; i < 5_000; i++) {
            Object one = anyValue(random, 3);
            Object other = anyValue(random, 3);
            JsonShape merged = JsonShape.of(one).merge(JsonShape.of(other));
            Schema schema = InferredValue.schema(merged, "t");
            assertThatCode(() -> {
                        ConnectSchema.validateValue(schema, InferredValue.of(one, schema));
                        ConnectSchema.validateValue(schema, InferredValue.of(other, schema));
                    })
                    .as("%s and %s", one, other)
                    .doesNotThrowAnyException();
            assertThat(merged.merge(merged)).isEqualTo(merged);
        }
    }

    private static Object anyValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (long) random.nextInt(100);
            case 3 -> random.nextLong();
            case 4 -> random.nextInt(100) / 8.0;
            case 5 -> "text";
            case 6 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(anyValue(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(random.nextInt(20) == 0 ? "" : "n" + random.nextInt(4), anyValue(random, depth - 1));
                }
                yield map;
            }
        };
    }
}
