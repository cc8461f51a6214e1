package io.headrace.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private final JsonReader reader = new JsonReader(3, false);

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("{\"b\":1,\"a\":[true,null,\"x\"]}", Map.of("b", 1L, "a", Arrays.asList(true, null, "x"))),
                arguments("{\"a\":1,\"a\":2}", Map.of("a", 2L)),
                arguments("[[[]]]", List.of(List.of(List.of()))),
                arguments(" 0.5 ", 0.5),
                arguments("18446744073709551615", "18446744073709551615"),
                arguments("null", null));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldReadPlainValues(String text, Object expected) throws Exception {
        // When
        Object value = reader.parse(text);

        // Then
        assertThat(value).isEqualTo(expected);
    }

    @Test
    void shouldKeepTheOrderOfNames() throws Exception {
        // When
        Object value = reader.parse("{\"z\":1,\"a\":2,\"m\":3}");

        // Then
        assertThat(List.copyOf(((Map<?, ?>) value).keySet())).isEqualTo(List.of("z", "a", "m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{\"marked\"",
                "marked",
                "[1] marked",
                "\"marked",
                "[[[[\"marked\"]]]]",
                "{\"marked\":01}"
            })
    void shouldSayWhereItStoppedAndQuoteNothing(String text) {
        // When, Then
        assertThatThrownBy(() -> reader.parse(text))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageNotContaining("marked")
                .hasNoCause();
    }

    @Test
    void shouldTakeMysqlsOwnTypesForTextUnlessMysqlWroteIt() throws Exception {
        // Given
        String text = "\"2024-01-02 10:11:12.000000\"";

        // When, Then
        assertThat(reader.parse(text)).isEqualTo("2024-01-02 10:11:12.000000");
        assertThat(new JsonReader(3, true).parse(text)).isEqualTo("2024-01-02 10:11:12");
    }
}
