package io.headrace.stack.port;

import io.headrace.stack.failure.StackException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/** Where to look for ports: from the well-known ones upwards, or anywhere, so that several stacks can run side by side. */
public final class Ports {
    /** Below the range of ephemeral ports: an outgoing connection could take one of ours while its server is down. */
    private static final int FREE_FROM = 20_000;

    private static final int FREE_TO = 32_000;
    private static final int TRIES = 2_000;

    private final boolean standard;

    private Ports(boolean standard) {
        this.standard = standard;
    }

    /** 3306, 9092, 8083, 9200 and 8091, or the next free port where one is taken. */
    public static Ports standard() {
        return new Ports(true);
    }

    /** Any free ports, which no other stack of this user gets while this process lives. */
    public static Ports free() {
        return new Ports(false);
    }

    boolean isStandard() {
        return standard;
    }

    int choose(int wanted, IntPredicate free) {
        for (int i = 0; i < TRIES; i++) {
            int port = standard ? wanted + i : ThreadLocalRandom.current().nextInt(FREE_FROM, FREE_TO);
            if (free.test(port)) {
                return port;
            }
        }
        throw new StackException(
                "No free TCP port was found on 127.0.0.1 for the port " + wanted + ": " + TRIES + " were tried.");
    }
}
