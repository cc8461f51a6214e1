package io.headrace.console.op;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting between two looks at a condition. */
final class Pause {

    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw Problem.interrupted(e);
        }
    }

    /** Looks every so often until the condition holds; false when the time is over before. */
    static boolean until(BooleanSupplier condition, Duration patience, long everyMillis) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            millis(everyMillis);
        }
        return true;
    }
}
