package io.headrace.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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

    private record Pending(long orderId, CompletableFuture<Long> seen) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
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
        pending.put(orderNumber, new Pending(orderId, seen));
        return seen;
    }

    private void ask() {
        while (!closed) {
            if (!pending.isEmpty()) {
                askOnce(Map.copyOf(pending));
            }
            LockSupport.parkNanos(asks.pause);
        }
    }

    private void askOnce(Map<String, Pending> onTheirWay) {
        try {
            HttpRequest request = HttpRequest.newBuilder(server.resolve(asks.path()))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(asks.body(onTheirWay))))
                    .build();
            String answer = http.send(request, BodyHandlers.ofString()).body();
            long now = System.nanoTime();
            onTheirWay.forEach((number, change) -> {
                if (answer.contains(number)) {
                    pending.remove(number);
                    change.seen().complete(now);
                }
            });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            onTheirWay.values().forEach(change -> change.seen().completeExceptionally(e));
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        asker.interrupt();
    }
}
