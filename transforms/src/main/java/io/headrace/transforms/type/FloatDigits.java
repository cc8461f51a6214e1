package io.headrace.transforms.type;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Rounds floating-point numbers to the digits that MySQL displays: six of a FLOAT, D decimals of (M,D). MySQL rounds the
 * exact value half to even, and so does this; the fast way is taken where it can't give another result.
 */
final class FloatDigits {

    private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final double[] POWERS = new double[23];
    /** Up to here a product with a power of ten is off by less than a thousandth. */
    private static final double QUICK = 1e12;

    private static final double NEAR_HALF = 1e-3;

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10; // exact up to 10^22
        }
    }

    private FloatDigits() {}

    static float six(float value) {
        double size = Math.abs((double) value);
        if (size >= 1e-3 && size < 1e6) {
            int decimals = 8;
            for (double limit = 1e-2; size >= limit; limit *= 10) {
                decimals--;
            }
            double whole = whole(value, decimals);
            if (!Double.isNaN(whole)) {
                return (float) (whole / POWERS[decimals]);
            }
        }
        return Float.isFinite(value) ? new BigDecimal((double) value).round(SIX).floatValue() : value;
    }

    static double decimals(double value, int decimals) {
        double whole = decimals < POWERS.length ? whole(value, decimals) : Double.NaN;
        if (!Double.isNaN(whole)) {
            return whole / POWERS[decimals];
        }
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .setScale(decimals, RoundingMode.HALF_EVEN)
                        .doubleValue()
                : value;
    }

    /** The number times a power of ten, rounded; NaN if the product may have fallen on the other side of a half. */
    private static double whole(double value, int decimals) {
        double scaled = value * POWERS[decimals];
        double whole = Math.rint(scaled);
        boolean isSure = Math.abs(scaled) < QUICK && Math.abs(Math.abs(scaled - whole) - 0.5) > NEAR_HALF;
        return isSure ? whole : Double.NaN;
    }
}
