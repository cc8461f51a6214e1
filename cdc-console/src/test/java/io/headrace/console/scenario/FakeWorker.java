package io.headrace.console.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Rest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The part of a Connect worker's REST interface that the operations use, on loopback. */
public final class FakeWorker implements AutoCloseable {

    public final Map<String, JsonNode> configs = new ConcurrentHashMap<>();
    /** What the next looks at a connector are told, before its state. */
    public final Queue<String> told = new ConcurrentLinkedQueue<>();

    public final Map<String, String> states = new ConcurrentHashMap<>();
    public final Map<String, String> traces = new ConcurrentHashMap<>();
    public final Map<String, JsonNode> offsets = new ConcurrentHashMap<>();
    /** How many more requests that change something are answered with 409, as during a rebalance. */
    public final AtomicInteger rebalancing = new AtomicInteger();

    /** How many more requests that change nothing are answered with 500, as a real worker does then. */
    public final AtomicInteger unreadable = new AtomicInteger();

    public final AtomicInteger changes = new AtomicInteger();
    /** What it was asked to change; a configuration that came before the last look at {@link #told} is called too early. */
    public final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private final HttpServer server;

    public FakeWorker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public PipelineEndpoints target() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return PipelineEndpoints.builder()
                .connect(address)
                .kafka("127.0.0.1:1")
                .mysql("jdbc:mysql://127.0.0.1:1/x", "x", "")
                .elasticsearch(address)
                .build();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = Arrays.stream(
                        exchange.getRequestURI().getRawPath().substring(1).split("/"))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toArray(String[]::new);
        String method = exchange.getRequestMethod();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!method.equals("GET") && rebalancing.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            send(exchange, 409, "{\"message\":\"a rebalance is expected\"}");
        } else if (method.equals("GET") && unreadable.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            send(exchange, 500, "{\"message\":\"Request cannot be completed because a rebalance is expected\"}");
        } else if (path.length == 1
                && "expand=info".equals(exchange.getRequestURI().getQuery())) {
            ObjectNode all = Rest.JSON.createObjectNode();
            configs.forEach(
                    (name, config) -> all.putObject(name).putObject("info").set("config", config));
            send(exchange, 200, all.toString());
        } else if (path.length == 1) {
            send(exchange, 200, Rest.text(configs.keySet()));
        } else if (path.length > 2 && path[2].equals("config") && method.equals("PUT")) {
            configs.put(path[1], Rest.JSON.readTree(body));
            states.putIfAbsent(path[1], "RUNNING");
            asked.add(told.isEmpty() ? "config" : "config, too early");
            changes.incrementAndGet();
            send(exchange, 200, "{}");
        } else if (!configs.containsKey(path[1])) {
            send(exchange, 404, "{\"message\":\"no such connector\"}");
        } else if (method.equals("GET")) {
            send(exchange, 200, read(path[1], path[2]).toString());
        } else {
            asked.add(path.length > 2 ? path[2] : "delete");
            change(path[1], path.length > 2 ? path[2] : "", method, body);
            send(exchange, 200, "{}");
        }
    }

    private JsonNode read(String name, String what) {
        if (what.equals("config")) {
            return configs.get(name);
        }
        if (what.equals("offsets")) {
            return Rest.JSON.createObjectNode().set("offsets", offsets.get(name));
        }
        ObjectNode status = Rest.JSON.createObjectNode().put("name", name).put("type", "sink");
        String state = told.isEmpty() ? states.get(name) : told.remove();
        status.putObject("connector").put("state", state.equals("FAILED") ? "RUNNING" : state);
        if (!state.equals("STOPPED")) {
            ObjectNode task = status.putArray("tasks").addObject().put("id", 0).put("state", state);
            if (traces.containsKey(name)) {
                task.put("trace", traces.get(name));
            }
        }
        return status;
    }

    private void change(String name, String what, String method, byte[] body) throws IOException {
        changes.incrementAndGet();
        if (what.equals("offsets")) {
            offsets.put(
                    name,
                    method.equals("DELETE")
                            ? Rest.JSON.createArrayNode()
                            : Rest.JSON.readTree(body).path("offsets"));
        } else if (method.equals("DELETE")) {
            configs.remove(name);
        } else {
            states.put(
                    name,
                    switch (what) {
                        case "pause" -> "PAUSED";
                        case "stop" -> "STOPPED";
                        default -> "RUNNING";
                    });
            if (told.isEmpty()) {
                traces.remove(name);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
