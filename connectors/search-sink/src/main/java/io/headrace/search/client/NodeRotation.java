package io.headrace.search.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out the addresses of the cluster in turn; one that failed is skipped for a while, unless all have. Any thread. */
final class NodeRotation {
    private static final long ASIDE = TimeUnit.SECONDS.toNanos(10);

    private final List<Node> all;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<Node, Long> aside = new ConcurrentHashMap<>();

    NodeRotation(List<URI> urls) {
        all = urls.stream().map(Node::of).toList();
    }

    Node next() {
        long now = System.nanoTime();
        int first = turn.getAndIncrement();
        for (int skipped = 0; skipped < all.size(); skipped++) {
            Node node = all.get(Math.floorMod(first + skipped, all.size()));
            Long until = aside.get(node);
            if (until == null || until - now <= 0) {
                turn.addAndGet(skipped);
                return node;
            }
        }
        return all.get(Math.floorMod(first, all.size()));
    }

    void failed(Node node) {
        aside.put(node, System.nanoTime() + ASIDE);
    }

    void worked(Node node) {
        aside.remove(node);
    }
}
