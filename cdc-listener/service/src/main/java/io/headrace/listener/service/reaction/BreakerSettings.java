package io.headrace.listener.service.reaction;

import java.time.Duration;

/**
 * When a target that is away is left alone, and for how long.
 *
 * @param failures calls in a row that found it away
 * @param pause until one call tries it again
 */
public record BreakerSettings(int failures, Duration pause) {
    public static final BreakerSettings DEFAULT = new BreakerSettings(5, Duration.ofSeconds(2));

    public BreakerSettings {
        if (failures < 1 || pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException(
                    "breaker needs at least 1 failure and a pause above 0, but has " + failures + " and " + pause);
        }
    }
}
