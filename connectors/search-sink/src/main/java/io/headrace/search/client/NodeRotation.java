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
        Node node = all.get(0);
        for (int i = 0; i < all.size(); i++) {
            node = all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
            Long until = aside.get(node);
            if (until == null || until - now <= 0) {
                return node;
            }
        }
        return node;
    }

    void failed(Node node) {
        aside.put(node, System.nanoTime() + ASIDE);
    }

    void worked(Node node) {
        aside.remove(node);
    }
}
