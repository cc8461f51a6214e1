package io.headrace.bench.stack;

import java.util.concurrent.CompletableFuture;

/** Sees when changes have reached one hop, by a thread of its own. */
interface HopProbe extends AutoCloseable {

    /**
     * Announces a change, before it is made.
     *
     * @param orderNumber the value that the change brings, which no change has brought before
     * @return {@link System#nanoTime()} of the moment it was seen
     */
    CompletableFuture<Long> expect(long orderId, String orderNumber);

    @Override
    void close();
}
