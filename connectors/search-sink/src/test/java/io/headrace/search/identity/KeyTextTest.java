package io.headrace.search.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.failure.RecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTextTest {
    private final KeyText text = new KeyText(":", List.of(), false);

    private String of(byte[] key) {
        return text.of(new SinkRecord("orders", 0, null, key, null, null, 0));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    7                  | 7
                    -0                 | 0
                    ` \t"seven" \r\n`  | seven
                    {"id":7}           | 7
                    { "i\\u0064" : 7 } | 7
                    {"a":1,"b":"x:y"}  | 1:x\\:y
                    """)
    void shouldTakeTheTextOfJson(String key, String expected) {
        assertThat(of(key.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected.replace("\\\\", "\\"));
    }

    @Test
    void shouldRefuseABinaryNumberThoughItsLastByteIsADigit() {
        // Given
        byte[] key = ByteBuffer.allocate(8).putLong('1').array();
        // Then
        assertThatThrownBy(() -> of(key)).isInstanceOf(RecordException.class).hasMessageContaining("key.converter");
    }

    @Test
    void shouldRefuseTextThatIsNoJsonAndHasNoAscii() {
        // Given
        byte[] key = "漢字".getBytes(StandardCharsets.UTF_8);
        // Then
        assertThatThrownBy(() -> of(key)).isInstanceOf(RecordException.class).hasMessageContaining("key.converter");
    }
}
