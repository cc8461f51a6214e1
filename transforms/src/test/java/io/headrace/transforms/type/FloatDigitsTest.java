package io.headrace.transforms.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way has to round as the exact one does. */
class FloatDigitsTest {

    private static final int VALUES = 50_000;
    private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);

    @RepeatedTest(3)
    void shouldRoundToSixDigitsAsTheExactValueDoes(RepetitionInfo seed) {
        // Given
        Random random = new Random(seed.getCurrentRepetition());

        // When, Then
        for (int i = 0; i < VALUES; i++) {
            float value = anyFloat(random);
            float exact = new BigDecimal((double) value).round(SIX).floatValue();
            assertThat(FloatDigits.six(value)).as("%s", value).isEqualTo(exact);
        }
    }

    @RepeatedTest(3)
    void shouldRoundToDecimalsAsTheExactValueDoes(RepetitionInfo seed) {
        // Given
        Random random = new Random(seed.getCurrentRepetition());

        // When, Then
        for (int i = 0; i < VALUES; i++) {
            int decimals = random.nextInt(31);
            double value = random.nextBoolean() ? random.nextInt() / 8.0 : random.nextGaussian() * 1e6;
            double exact = new BigDecimal(value)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .doubleValue();
            assertThat(FloatDigits.decimals(value, decimals))
                    .as("%s, %s", value, decimals)
                    .isEqualTo(exact);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0f})
    void shouldLeaveWhatHasNoDigits(float value) {
        // When, Then
        assertThat(FloatDigits.six(value)).isEqualTo(Float.valueOf(value));
        assertThat(FloatDigits.decimals(value, 2)).isEqualTo(Double.valueOf(value));
    }

    private static float anyFloat(Random random) {
        if (random.nextBoolean()) {
            return (random.nextInt(20_000_000) - 10_000_000) / (float) Math.pow(10, random.nextInt(9));
        }
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : 1.5f;
    }
}
