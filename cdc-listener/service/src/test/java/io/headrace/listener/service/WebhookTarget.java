package io.headrace.listener.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes webhooks and counts them by the changes that they tell. */
final class WebhookTarget implements AutoCloseable {
    private static final Pattern ROW = Pattern.compile("\"row\":\\{\"id\":(\\d+),.*\"version\":(\\d+)");

    private static final Pattern CHANGE = Pattern.compile("\"change\":\"([^\"]+)\"");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<Integer, List<Integer>> firstCalls = new ConcurrentHashMap<>();

    private WebhookTarget(HttpServer server) {
        this.server = server;
    }

    static WebhookTarget start() throws IOException {
        WebhookTarget target =
                new WebhookTarget(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        target.server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                Matcher change = CHANGE.matcher(body);
                target.take(change.find() ? change.group(1) : "none", body);
                exchange.sendResponseHeaders(204, -1);
            }
        });
        target.server.setExecutor(target.threads);
        target.server.start();
        return target;
    }

    private void take(String id, String body) {
        boolean isFirst = calls.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet() == 1;
        Matcher row = ROW.matcher(body);
        if (isFirst && row.find()) {
            firstCalls
                    .computeIfAbsent(Integer.valueOf(row.group(1)), key -> new CopyOnWriteArrayList<>())
                    .add(Integer.valueOf(row.group(2)));
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many changes came at least once. */
    int changes() {
        return calls.size();
    }

    int calls(String id) {
        AtomicInteger count = calls.get(id);
        return count == null ? 0 : count.get();
    }

    int repeats() {
        return calls.values().stream().mapToInt(AtomicInteger::get).sum() - calls.size();
    }

    /** The versions of each row, each when it came for the first time. */
    Map<Integer, List<Integer>> firstCalls() {
        return firstCalls;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
