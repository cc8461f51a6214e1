package io.headrace.search.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.failure.RecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    private static final int DEEPEST = 3;

    private final JsonScanner scanner = new JsonScanner(DEEPEST);

    private byte[] reset(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scanner.reset(bytes, 0, bytes.length);
        return bytes;
    }

    private void scan(String text) {
        reset(text);
        scanner.requireEnd(scanner.skipValue(scanner.skipBlank(0), 0));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ 1 , -0.5e+3 , \"a\\u00e9\\n\" , true , false , null ] ",
                "{\"a\":{\"b\":[]}}",
                "\"plain text that is longer than eight bytes\"",
                "\"漢 🚚 \u007f\"",
                "0",
                "-0"
            })
    void shouldStepOverWellFormedText(String text) {
        // When
        scan(text);
        // Then
        assertThat(scanner.sawLineBreaks()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"a":1                | ends in the middle
                    "abc                  | ends in the middle
                    -                     | ends in the middle
                    1.                    | ends in the middle
                    {"a":1,}              | no quote before a field name
                    {a:1}                 | no quote before a field name
                    {"a" 1}               | no colon after a field name
                    {"a":1 "b":2}         | no comma between two fields
                    [1 2]                 | no comma between two elements
                    [1,]                  | no digit where a value has to be
                    01                    | something after the end of the value
                    1.e5                  | no digit where a value has to be
                    .5                    | no digit where a value has to be
                    nul1                  | an unknown word
                    "\\x"                 | an unknown escape
                    "\\u12g4"             | a broken \\u escape
                    {} {}                 | something after the end of the value
                    """)
    void shouldSayWhatIsWrongAndWhereButNotTheValue(String text, String found) {
        assertThatThrownBy(() -> scan(text.replace("\\\\", "\\")))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining(found.replace("\\\\", "\\"))
                .hasMessageNotContaining("abc");
    }

    @ParameterizedTest(name = "{0} plain bytes before it")
    @ValueSource(ints = {0, 1, 6, 7, 8, 9, 15, 16, 17})
    void shouldFindAControlCharacterWhereverInAStringItIs(int before) {
        // Given
        String text = "\"" + "é".repeat(before / 2) + "x".repeat(before % 2) + "\u001f and more of it\"";
        // Then
        assertThatThrownBy(() -> scan(text))
                .hasMessageContaining("a control character in a string at byte " + (before + 1));
    }

    @Test
    void shouldRefuseWhatNestsDeeperThanAllowed() {
        // Given
        scan("[[{}]]");
        // Then
        assertThatThrownBy(() -> scan("[[[{}]]]"))
                .hasMessageContaining("document.max.depth=" + DEEPEST)
                .hasMessageContaining("Raise it");
    }

    @Test
    void shouldTellLineBreaksBetweenTokensFromThoseInStrings() {
        // When
        scan("{\"a\":\"\\n\"}");
        // Then
        assertThat(scanner.sawLineBreaks()).as("an escape").isFalse();
        scan("{\"a\":\n1}");
        assertThat(scanner.sawLineBreaks()).as("between tokens").isTrue();
        scan("{}");
        assertThat(scanner.sawLineBreaks()).as("in the text before").isFalse();
    }

    @Test
    void shouldWalkThroughTheFieldsOfAnObjectAndStandBehindIt() {
        // Given
        byte[] text = reset("{ \"a\" : 1 , \"b\\u0021\":[1,{\"c\":2}], \"d\":{} } rest");
        List<String> values = new ArrayList<>();
        List<Boolean> escapes = new ArrayList<>();
        // When
        for (int at = scanner.first(0, '}'); at != JsonScanner.NONE; at = scanner.next(at, '}')) {
            int afterName = scanner.skipName(at);
            escapes.add(scanner.sawEscapes());
            int from = scanner.skipColon(afterName);
            at = scanner.skipValue(from, 1);
            values.add(new String(text, from, at - from, StandardCharsets.UTF_8));
        }
        // Then
        assertThat(values).containsExactly("1", "[1,{\"c\":2}]", "{}");
        assertThat(escapes).as("escapes in names").containsExactly(false, true, false);
        assertThat(new String(text, scanner.after(), 5, StandardCharsets.UTF_8)).isEqualTo(" rest");
    }

    @Test
    void shouldNotLookBehindTheEndItWasGiven() {
        // Given
        byte[] text = "[1,2]]".getBytes(StandardCharsets.UTF_8);
        scanner.reset(text, 0, 4);
        // Then
        assertThatThrownBy(() -> scanner.skipValue(0, 0)).hasMessageContaining("ends in the middle");
    }
}
