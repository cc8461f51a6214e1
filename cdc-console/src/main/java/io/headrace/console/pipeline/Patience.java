package io.headrace.console.pipeline;

import io.headrace.console.server.Pause;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * How long to wait for connectors, shared by all that wait for the same ones: a connector that did not get there in the whole
 * time is then looked at once only, until it gets there. So a source that stands costs its tables the time once. For one
 * thread.
 */
public final class Patience {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Duration most;
    private final Set<String> standing = new HashSet<>();

    public Patience(Duration most) {
        this.most = most;
    }

    public long seconds() {
        return most.toSeconds();
    }

    /** Waits until the connector has got there; false if it did not in the time that is left for it. */
    boolean until(String connector, BooleanSupplier arrived) {
        boolean isThere = Pause.until(arrived, standing.contains(connector) ? Duration.ZERO : most, LOOK_EVERY_MILLIS);
        if (isThere) {
            standing.remove(connector);
        } else {
            standing.add(connector);
        }
        return isThere;
    }
}
