package io.headrace.console.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting between two looks at a condition. */
public final class Pause {

    private Pause() {}

    public static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw Problem.interrupted(e);
        }
    }

    /** Looks every so often until the condition holds; false when the time is over before. */
    public static boolean until(BooleanSupplier condition, Duration patience, long everyMillis) {
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
