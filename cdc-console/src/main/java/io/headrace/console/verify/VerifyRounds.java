package io.headrace.console.verify;

import io.headrace.console.server.Problem;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Verifies again and again. A round that can't be made, because a server is away, is counted and the next one follows.
 *
 * @param <V> what a round finds
 */
public final class VerifyRounds<V> {

    /** Told after each round. */
    public interface Listener<V> {
        /** @param seconds how long the round took */
        void verified(V verdict, double seconds);

        /** The round came to no verdict. */
        void failed(Problem problem);
    }

    private final Supplier<V> verify;
    private final Duration pause;
    private final long rounds;
    private final Listener<V> listener;

    /**
     * @param verify one round
     * @param pause from the end of a round to the start of the next
     * @param rounds how many; 0 for no end but an interrupt
     */
    public VerifyRounds(Supplier<V> verify, Duration pause, long rounds, Listener<V> listener) {
        this.verify = verify;
        this.pause = pause;
        this.rounds = rounds;
        this.listener = listener;
    }

    /** Returns after the last round, or when the thread is interrupted. */
    public void run() {
        for (long round = 1; rounds == 0 || round <= rounds; round++) {
            long start = System.nanoTime();
            try {
                V verdict = verify.get();
                listener.verified(verdict, (System.nanoTime() - start) / 1e9);
            } catch (Problem problem) {
                listener.failed(problem);
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            if (round != rounds) {
                try {
                    Thread.sleep(pause.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
