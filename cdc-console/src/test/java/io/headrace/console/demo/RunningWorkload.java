package io.headrace.console.demo;

import io.headrace.console.server.PipelineEndpoints;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A workload of 50 changes a second that runs, in a thread of its own, until it is stopped. */
public record RunningWorkload(Thread thread, CompletableFuture<Workload.Worked> worked) implements AutoCloseable {

    public static RunningWorkload start(PipelineEndpoints target) {
        CompletableFuture<Workload.Worked> worked = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                worked.complete(new Workload(target, 50, Duration.ofHours(1), line -> {}).run());
            } catch (RuntimeException e) {
                worked.completeExceptionally(e);
            }
        });
        thread.start();
        return new RunningWorkload(thread, worked);
    }

    /** How many changes it made. */
    public long stop() {
        thread.interrupt();
        return worked.join().changes();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
