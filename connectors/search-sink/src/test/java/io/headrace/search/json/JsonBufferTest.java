package io.headrace.search.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBufferTest {

    private final JsonBuffer buffer = new JsonBuffer(1);

    @ParameterizedTest
    @CsvSource({
        "12.5, 12.5",
        "-0.25, -0.25",
        "7, 7.0",
        "0.001, 0.001",
        "-0.001, -0.001",
        "9999999.999999, 9999999.999999",
        "1234567.000001, 1234567.000001",
        "0.1, 0.1",
        "99.99, 99.99",
        "0.000123, not",
        "1e7, not",
        "-1e7, not",
        "0, not",
        "-0.0, not",
        "0.1234567, not",
        "0.30000000000000004, not",
        "NaN, not",
        "Infinity, not",
        "-Infinity, not"
    })
    void shouldWriteDecimalsOfFewDigitsOnly(double value, String expected) {
        boolean written = ShortDecimals.write(buffer, value);

        assertThat(written).isEqualTo(!expected.equals("not"));
        assertThat(text()).isEqualTo(written ? expected : "");
    }

    @Test
    void shouldWriteTheDecimalThatReadsBackAsTheValue() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 200_000; i++) {
            double value = random.nextLong(-10_000_000_000_000L, 10_000_000_000_000L)
                    / Math.pow(10, random.nextInt(1, 12))
                    * (random.nextInt(4) == 0 ? 1.0000000000000002 : 1);
            buffer.clear();
            if (ShortDecimals.write(buffer, value)) {
                assertThat(text()).isEqualTo(Double.toString(value));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 10, 99, 100, -1_000, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void shouldWriteWholeNumbers(long value) {
        assertThat(buffer.number(value).toBytes()).asString().isEqualTo(Long.toString(value));
    }

    @Test
    void shouldWriteWhatIsPlainBeforeAndBehindWhatIsNot() {
        buffer.string("plain").raw(',').string("").raw(',').string("a\"b\\c\nd\u0001e");
        buffer.raw(',').string("Grüße €1 \uD83D\uDE00 \uD83D end \uDE00");

        assertThat(text())
                .isEqualTo(
                        "\"plain\",\"\",\"a\\\"b\\\\c\\nd\\u0001e\"," + "\"Grüße €1 \uD83D\uDE00 \uFFFD end \uFFFD\"");
    }

    private String text() {
        return new String(buffer.toBytes(), StandardCharsets.UTF_8);
    }
}
