package io.headrace.transforms.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A snapshot and the binlog spell one double in two ways; a row must read the same by both. */
class JsonNumbersTest {

    private static final int VALUES = 20_000;

    @RepeatedTest(3)
    void shouldMakeOneValueOfBothSpellingsOfADouble(RepetitionInfo seed) throws Exception {
        // Given
        Random random = new Random(seed.getCurrentRepetition());
        JsonReader reader = new JsonReader(1, true);

        // When, Then
        for (int i = 0; i < VALUES; i++) {
            double number = anyDouble(random);
            String byServer = Double.toString(number);
            String byBinlogReader = Math.abs(number) >= 1e7 && number == Math.rint(number)
                    ? new BigDecimal(number).toPlainString()
                    : byServer;
            assertThat(reader.parse(byBinlogReader)).as(byServer).isEqualTo(reader.parse(byServer));
        }
    }

    @RepeatedTest(3)
    void shouldNeverChangeADigitOfAWholeNumber(RepetitionInfo seed) throws Exception {
        // Given
        Random random = new Random(seed.getCurrentRepetition());
        JsonReader reader = new JsonReader(1, true);

        // When, Then
        for (int i = 0; i < VALUES; i++) {
            BigInteger number = new BigInteger(1 + random.nextInt(200), random);
            Object read = reader.parse(number.toString());
            assertThat(new BigDecimal(read.toString()).toBigIntegerExact()).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "0.30000000000000004, 0.30000000000000004",
        "1e15, 1000000000000000",
        "1e400, 1e400",
        "1.23456789012345678901, 1.23456789012345678901",
        "0e5, 0.0"
    })
    void shouldKeepTheTextOfWhatNoDoubleHolds(String text, String expected) {
        // When
        Object read = JsonNumbers.fraction(text);

        // Then
        assertThat(String.valueOf(read)).isEqualTo(expected);
    }

    private static double anyDouble(Random random) {
        if (random.nextBoolean()) {
            return (double) random.nextLong() * random.nextInt(1_000);
        }
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : random.nextGaussian();
    }
}
