package io.headrace.listener.reaction;

import java.time.Duration;

/**
 * How often a failed reaction is tried again, and after which pauses: the first one, then twice as long each time up to
 * {@code longest}, each shortened at random by up to a half so that keys do not retry in step. Whichever limit is met first ends it.
 *
 * @param attempts tries in all, the first included
 * @param within time from the first failure after which no further try is made
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, Duration within) {

    public static final RetryPolicy DEFAULT =
            new RetryPolicy(8, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(30));

    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("retry attempts must be at least 1 (the first try), but is " + attempts);
        }
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "retry pauses must be positive and the longest not shorter than the first, but are " + first
                            + " and " + longest);
        }
        if (within.isNegative()) {
            throw new IllegalArgumentException("retry time must not be negative, but is " + within);
        }
    }

    /** The pause after this many failed attempts. {@code random} is in [0, 1). */
    public Duration pause(int failedAttempts, double random) {
        long doubled = first.toMillis() << Math.min(failedAttempts - 1, 20);
        double millis = (double) Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(millis * (1 - random / 2))));
    }

    /** Whether another try is allowed. */
    public boolean allows(int failedAttempts, Duration sinceFirstFailure) {
        return failedAttempts < attempts && sinceFirstFailure.compareTo(within) < 0;
    }
}
