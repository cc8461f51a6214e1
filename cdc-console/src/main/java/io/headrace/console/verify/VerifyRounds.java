package io.headrace.console.verify;

import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.time.Duration;
import java.util.function.Consumer;

/** Verifies again and again. A round that can't be made, because a server is away, is counted and the next one follows. */
public final class VerifyRounds {

    /** Told after each round. */
    public interface Listener {
        /** @param seconds how long the round took */
        void verified(Verdict verdict, double seconds);

        /** The round came to no verdict. */
        void failed(Problem problem);
    }

    private final Verify verify;
    private final Duration pause;
    private final long rounds;
    private final Listener listener;

    /**
     * @param pause from the end of a round to the start of the next
     * @param rounds how many; 0 for no end but an interrupt
     */
    public VerifyRounds(
            PipelineEndpoints target,
            Verify.Options options,
            Duration pause,
            long rounds,
            Listener listener,
            Consumer<String> lines) {
        this.verify = new Verify(target, options, lines);
        this.pause = pause;
        this.rounds = rounds;
        this.listener = listener;
    }

    /** Returns after the last round, or when the thread is interrupted. */
    public void run() {
        for (long round = 1; rounds == 0 || round <= rounds; round++) {
            long start = System.nanoTime();
            try {
                listener.verified(verify.run(), (System.nanoTime() - start) / 1e9);
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
