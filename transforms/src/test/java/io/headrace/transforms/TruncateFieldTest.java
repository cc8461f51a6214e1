package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TruncateFieldTest {

    private final TruncateField<SourceRecord> truncate = new TruncateField<>();

    @AfterEach
    void close() {
        truncate.close();
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("short enough", 5, "", "abcde", "abcde"),
                arguments("one too long", 5, "", "abcdef", "abcde"),
                arguments("2 bytes that don't fit", 5, "", "abcdé", "abcd"),
                arguments("2 bytes that do", 6, "", "abcdé", "abcdé"),
                arguments("3 bytes", 5, "", "abc€", "abc"),
                arguments("4 bytes, never half of a pair", 5, "", "ab😀", "ab"),
                arguments("4 bytes that fit", 6, "", "ab😀", "ab😀"),
                arguments("suffix", 6, "…", "abcdefg", "abc…"),
                arguments("no suffix on what was not cut", 6, "…", "abcdef", "abcdef"),
                arguments("empty", 1, "", "", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void shouldCutAtTheBoundaryOfACharacter(String name, int max, String suffix, String text, String cut) {
        // Given
        truncate.configure(Map.of("fields", "c", "max.bytes", Integer.toString(max), "suffix", suffix));

        // When
        Object typed = ((Struct) truncate.apply(OneColumn.row(Schema.STRING_SCHEMA, text))
                        .value())
                .get("c");
        Object untyped = ((Map<?, ?>) truncate.apply(OneColumn.map(text)).value()).get("c");

        // Then
        assertThat(typed).isEqualTo(cut).isEqualTo(untyped);
        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(max);
    }

    @Test
    void shouldKeepTheLongestTermByDefault() {
        // Given
        truncate.configure(Map.of("fields", "c"));

        // When
        Object cut = ((Struct) truncate.apply(OneColumn.row(Schema.STRING_SCHEMA, "x".repeat(40_000)))
                        .value())
                .get("c");

        // Then
        assertThat((String) cut).hasSize(32_766);
    }

    @Test
    void shouldCutEachElementAndLeaveNumbersAlone() {
        // Given
        truncate.configure(Map.of("fields", "c.*", "max.bytes", "2"));

        // When, Then
        assertThat(OneColumn.json(truncate, OneColumn.map(List.of("abc", 12345, true))))
                .isEqualTo("[\"ab\",12345,true]");
    }

    @Test
    void shouldRefuseWhatIsNoTextAndSuffixesThatLeaveNoRoom() {
        // Given
        truncate.configure(Map.of("fields", "c"));

        // When, Then
        assertThatThrownBy(() -> truncate.apply(OneColumn.row(Schema.INT64_SCHEMA, 1L)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("TruncateField, field 'c' of t.Value: needed text, found type INT64");
        assertThatThrownBy(() -> truncate.apply(OneColumn.map(List.of("marked"))))
                .hasMessageContaining("needed text, found a list")
                .hasMessageNotContaining("marked");
        assertThatThrownBy(() -> truncate.configure(Map.of("fields", "c", "max.bytes", "3", "suffix", "…")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Setting 'suffix' has 3 bytes, needed fewer than the 3 of 'max.bytes'. Shorten it.");
    }
}
