package io.headrace.listener.service.reaction;

import java.time.Duration;

/**
 * When to stop calling a target that is away, and for how long.
 *
 * @param failures how many calls in a row must find the target away
 * @param pause the time until a single call probes the target
 */
public record CircuitBreakerSettings(int failures, Duration pause) {
    public static final CircuitBreakerSettings DEFAULT = new CircuitBreakerSettings(5, Duration.ofSeconds(2));

    public CircuitBreakerSettings {
        if (failures < 1 || pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException(
                    "breaker needs at least 1 failure and a pause above 0, but has " + failures + " and " + pause);
        }
    }
}
