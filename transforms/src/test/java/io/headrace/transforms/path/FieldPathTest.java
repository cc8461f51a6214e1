package io.headrace.transforms.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

    static Stream<Arguments> paths() {
        return Stream.of(
                arguments("a", List.of("a")),
                arguments("a.b.c", List.of("a", "b", "c")),
                arguments("a b.ü", List.of("a b", "ü")),
                arguments("`a.b`.c", List.of("a.b", "c")),
                arguments("a.`b``c`", List.of("a", "b`c")),
                arguments("a.*.b", List.of("a", "<any>", "b")),
                arguments("a.`*`", List.of("a", "*")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void shouldReadPaths(String text, List<String> segments) {
        // When
        FieldPath path = FieldPath.parse(text);

        // Then
        assertThat(path.segments())
                .extracting(segment -> segment.any() ? "<any>" : segment.name())
                .isEqualTo(segments);
        assertThat(path.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "`a", "``", "`a`b", "a. "})
    void shouldRefuseWhatIsNoPath(String text) {
        // When, Then
        assertThatThrownBy(() -> FieldPath.parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("'" + text + "' is not a field path")
                .hasMessageContaining("Write a.b.c");
    }
}
