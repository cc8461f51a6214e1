package io.headrace.search.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.document.DocumentChange;
import io.headrace.search.record.Readers;
import io.headrace.search.record.RecordReader;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DottedPathTest {
    @Test
    void shouldTakeWhatIsInBackticksForOneName() {
        assertThat(DottedPath.parse("s", "a.b").names()).isEqualTo(List.of("a", "b"));
        assertThat(DottedPath.parse("s", "`spec.width`").names()).isEqualTo(List.of("spec.width"));
        assertThat(DottedPath.parse("s", "o.`a..b`.c").names()).isEqualTo(List.of("o", "a..b", "c"));
        assertThat(DottedPath.parse("s", "`a``b`").names()).isEqualTo(List.of("a`b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "`spec.width`", "o.`.lead`", "`a``b.c`"})
    void shouldShowAPathAsItIsWritten(String text) {
        assertThat(DottedPath.parse("s", text)).hasToString(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a..b | empty name",
                ".a | empty name",
                "a. | empty name",
                "`a | never closed",
                "`a`b | needs a dot",
                "`` | empty name"
            })
    void shouldRefuseWhatIsNoPathAndShowHowOneIsWritten(String text, String why) {
        assertThatThrownBy(() -> DottedPath.parse("fields.exclude", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("fields.exclude")
                .hasMessageContaining(why)
                .hasMessageContaining("backticks");
    }

    @ParameterizedTest(name = "{0} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "fields.include      | `spec.width`            | {'spec.width':3}",
                "fields.exclude      | `spec.width`,`a..b`     | {'id':1,'spec':'x','.lead':5,'trail.':6}",
                "fields.rename       | `spec.width`:spec_width,`a..b`:a_b,`.lead`:lead,`trail.`:trail | {'id':1,'spec':'x','spec_width':3,'a_b':4,'lead':5,'trail':6}",
                "routing.field       | `spec.width`            | 3",
                "document.id.fields  | id,`spec.width`         | 1:3",
                "index               | x-${value:`spec.width`} | x-3"
            })
    void shouldReachADottedColumnInEveryPathOption(String setting, String text, String result) {
        // Given
        String value = "{'id':1,'spec':'x','spec.width':3,'a..b':4,'.lead':5,'trail.':6}".replace('\'', '"');
        RecordReader reader = switch (setting) {
            case "routing.field" -> Readers.reader("routing", "value_field", setting, text);
            case "document.id.fields" -> Readers.reader("document.id", "value_field", setting, text);
            default -> Readers.reader(setting, text);
        };
        // When
        DocumentChange.Write write = (DocumentChange.Write) reader.read(
                Readers.record(Readers.TOPIC, new org.apache.kafka.connect.data.SchemaAndValue(null, "k"), value));
        // Then
        String found = switch (setting) {
            case "routing.field" -> write.address().routing();
            case "document.id.fields" -> write.address().id();
            case "index" -> write.address().index();
            default -> write.json().text();
        };
        assertThat(found).isEqualTo(result.replace('\'', '"'));
    }

    @Test
    void shouldTakeANameOfTheKeyWithItsDotsWithAndWithoutBackticks() {
        var key = new org.apache.kafka.connect.data.SchemaAndValue(
                null, "{\"a.b\":1,\"c\":2}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(Readers.idOf(key, "document.id.fields", "a.b")).isEqualTo("1");
        assertThat(Readers.idOf(key, "document.id.fields", "c,`a.b`")).isEqualTo("2:1");
    }
}
