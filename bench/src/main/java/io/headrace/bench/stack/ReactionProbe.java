package io.headrace.bench.stack;

import io.headrace.listener.ChangeListener;
import io.headrace.listener.spi.ListenerSettings;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Reacts to orders by the listener, with its defaults, and notes when. */
final class ReactionProbe implements HopProbe {
    private static final long LOOK_AGAIN_NANOS = 10_000_000;

    private final Map<String, CompletableFuture<Long>> expected = new ConcurrentHashMap<>();
    private final ChangeListener listener;

    private ReactionProbe(String bootstrapServers) {
        this.listener = ChangeListener.builder()
                .bootstrapServers(bootstrapServers)
                .group("bench-" + UUID.randomUUID())
                .start(ListenerSettings.Start.LATEST)
                .table(
                        "inventory.orders",
                        orders -> orders.onUpdate((before, after, change) -> {
                            long now = System.nanoTime();
                            CompletableFuture<Long> seen =
                                    expected.get(after.get("order_number").asText());
                            if (seen != null) {
                                seen.complete(now);
                            }
                        }))
                .build();
    }

    static ReactionProbe start(String bootstrapServers) {
        ReactionProbe probe = new ReactionProbe(bootstrapServers);
        probe.listener.start();
        while (!probe.listener.status().ready()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return probe;
    }

    @Override
    public CompletableFuture<Long> expect(long orderId, String orderNumber) {
        return expected.computeIfAbsent(orderNumber, any -> new CompletableFuture<>());
    }

    @Override
    public void close() {
        listener.close();
    }
}
