package io.headrace.stack.server;

import io.headrace.stack.failure.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Starts servers in parallel, each after the one it depends on. The first failure interrupts the others. */
final class StartOrder {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<CompletableFuture<Void>> starts = new ArrayList<>();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    /** Starts a server, and once it has answered, those that depend on it. */
    void start(StackServer server, StackServer... next) {
        CompletableFuture<Void> first = watched(CompletableFuture.runAsync(server::start, threads));
        starts.add(first);
        for (StackServer later : next) {
            starts.add(watched(first.thenRunAsync(later::start, threads)));
        }
    }

    private CompletableFuture<Void> watched(CompletableFuture<Void> start) {
        return start.whenComplete((done, failure) -> {
            if (failure != null) {
                failed.completeExceptionally(failure);
            }
        });
    }

    /** Returns once all have answered, or throws the first failure once all attempts have ended. */
    void await() {
        try {
            CompletableFuture.anyOf(failed, CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException known ? known : e;
        } finally {
            threads.shutdownNow();
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A start did not end after its interrupt");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
