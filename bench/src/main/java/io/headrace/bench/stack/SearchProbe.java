package io.headrace.bench.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks Elasticsearch for all changes that are on their way, in one request at a time and a pause between two: without it
 * the questions would take more of the server than the changes. A change may have been there for as long as the pause
 * before it is seen, so a figure is too high by half of it on average, and never too low.
 */
final class SearchProbe implements HopProbe {

    /** The two ways of asking; both answer with the order number when the change is there. */
    enum Asks {
        /** Real-time get by id: sees a write as soon as it is acknowledged. */
        GET_BY_ID(2) {
            @Override
            String path() {
                return "/orders/_mget?_source_includes=order_number";
            }

            @Override
            Object body(Map<String, Pending> pending) {
                return Map.of(
                        "ids", pending.values().stream().map(Pending::orderId).toList());
            }
        },
        /** Search: sees a write after the next refresh. */
        SEARCH(4) {
            @Override
            String path() {
                return "/orders/_search?filter_path=hits.hits._source";
            }

            @Override
            Object body(Map<String, Pending> pending) {
                List<String> numbers = List.copyOf(pending.keySet());
                return Map.of(
                        "size", Math.max(1, numbers.size()),
                        "_source", List.of("order_number"),
                        "query", Map.of("terms", Map.of("order_number", numbers)));
            }
        };

        private final long pause;

        Asks(long pauseMillis) {
            pause = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        }

        abstract String path();

        abstract Object body(Map<String, Pending> pending);
    }

    private record Pending(long orderId, long since, CompletableFuture<Long> seen) {}

    /** From MySQL through Kafka to Elasticsearch no change is faster; asking for it before would be in vain. */
    private static final long NEVER_SOONER = TimeUnit.MILLISECONDS.toNanos(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final Thread asker = new Thread(this::ask, "search-probe");
    private final URI server;
    private final Asks asks;
    private volatile boolean closed;

    private SearchProbe(URI server, Asks asks) {
        this.server = server;
        this.asks = asks;
    }

    static SearchProbe start(URI server, Asks asks) {
        SearchProbe probe = new SearchProbe(server, asks);
        probe.asker.start();
        return probe;
    }

    @Override
    public CompletableFuture<Long> expect(long orderId, String orderNumber) {
        CompletableFuture<Long> seen = new CompletableFuture<>();
        pending.put(orderNumber, new Pending(orderId, System.nanoTime(), seen));
        return seen;
    }

    private void ask() {
        while (!closed) {
            Map<String, Pending> due = due();
            if (!due.isEmpty()) {
                askOnce(due);
            }
            LockSupport.parkNanos(asks.pause);
        }
    }

    private Map<String, Pending> due() {
        long latest = System.nanoTime() - NEVER_SOONER;
        Map<String, Pending> due = new LinkedHashMap<>();
        pending.forEach((number, change) -> {
            if (change.since() - latest < 0) {
                due.put(number, change);
            }
        });
        return due;
    }

    private void askOnce(Map<String, Pending> onTheirWay) {
        try {
            String answer = post(JSON.writeValueAsBytes(asks.body(onTheirWay)));
            long now = System.nanoTime();
            onTheirWay.forEach((number, change) -> {
                if (answer.contains(number)) {
                    pending.remove(number);
                    change.seen().complete(now);
                }
            });
        } catch (IOException e) {
            onTheirWay.values().forEach(change -> change.seen().completeExceptionally(e));
        }
    }

    /** By the simplest client there is: one thread, one connection, and little of the processor that the servers need. */
    private String post(byte[] body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.resolve(asks.path()).toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setFixedLengthStreamingMode(body.length);
        connection.getOutputStream().write(body);
        try (InputStream answer = connection.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        closed = true;
        asker.interrupt();
    }
}
