package io.headrace.e2e.generate;

import java.util.List;
import java.util.Random;

/** The dice of one seed. */
final class Chance {

    private final Random random;
    private final Excluded excluded;

    Chance(long seed, Excluded excluded) {
        this.random = new Random(seed * 7919 + 17);
        this.excluded = excluded;
        random.nextLong();
    }

    Random random() {
        return random;
    }

    Excluded excluded() {
        return excluded;
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** The same for a feature, never when it is excluded; the dice roll in any case, so that an exclusion shifts little. */
    boolean oneIn(int times, Feature feature) {
        return oneIn(times) && excluded.allows(feature);
    }

    int below(int limit) {
        return random.nextInt(limit);
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T either(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
