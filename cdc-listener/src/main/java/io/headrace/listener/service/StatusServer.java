package io.headrace.listener.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headrace.listener.ListenerStatus;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Answers whether the service lives, whether it is ready, how far it is and how fast. */
final class StatusServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LETTERS = 100;
    private static final String JSON_TYPE = "application/json";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final ListenerService service;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "headrace-http");
        thread.setDaemon(true);
        return thread;
    });

    private StatusServer(ListenerService service, HttpServer server) {
        this.service = service;
        this.server = server;
    }

    /** @throws ConfigException when the address cannot be had */
    static StatusServer start(ServiceConfig.Http http, ListenerService service) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(http.host(), http.port()), 0);
        } catch (BindException e) {
            throw new ConfigException(
                    "the port " + http.port() + " on " + http.host()
                            + " is taken; choose another by http.port, or by the variable HEADRACE_LISTENER_PORT in the shipped configuration");
        } catch (IOException e) {
            throw new ConfigException(
                    "http cannot be served on " + http.host() + ":" + http.port() + ": " + e.getMessage());
        }
        StatusServer health = new StatusServer(service, server);
        health.serve("/health/live", () -> health.health(!service.failed()));
        health.serve("/health/ready", () -> health.health(service.ready()));
        health.serve("/dead-letters", health::deadLetters);
        health.serve("/lanes", () -> new Answer(200, JSON_TYPE, lanes(service.status())));
        health.serve(
                "/metrics",
                () -> new Answer(200, METRICS_TYPE, service.metrics().scrape()));
        health.serve(
                "/",
                () -> new Answer(
                        404,
                        JSON_TYPE,
                        "{\"error\":\"there is /health/live, /health/ready, /lanes, /dead-letters and /metrics\"}"));
        server.setExecutor(health.threads);
        server.start();
        return health;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private record Answer(int code, String type, String body) {}

    private void serve(String path, Supplier<Answer> answer) {
        server.createContext(path, exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, new Answer(405, JSON_TYPE, "{\"error\":\"only GET\"}"));
            } else if (!path.equals("/") && !exchange.getRequestURI().getPath().equals(path)) {
                send(exchange, new Answer(404, JSON_TYPE, "{\"error\":\"there is nothing below " + path + "\"}"));
            } else {
                send(exchange, answer.get());
            }
        });
    }

    private Answer health(boolean well) {
        return new Answer(well ? 200 : 503, JSON_TYPE, body(well, service.status()));
    }

    private Answer deadLetters() {
        ObjectNode body = JSON.createObjectNode();
        try {
            service.deadLetters().forEach((rule, list) -> body.set(rule, JSON.valueToTree(list.latest(MOST_LETTERS))));
        } catch (KafkaException e) {
            return new Answer(
                    503,
                    JSON_TYPE,
                    JSON.createObjectNode().put("error", e.getMessage()).toString());
        }
        return new Answer(200, JSON_TYPE, body.toString());
    }

    private static String body(boolean well, Map<String, ListenerStatus> status) {
        ObjectNode body = JSON.createObjectNode();
        body.put("status", well ? "UP" : "DOWN");
        ObjectNode rules = body.putObject("rules");
        status.forEach((name, listener) -> rules.putObject(name)
                .put("state", listener.state().name())
                .put("partitions", listener.partitions().size())
                .put("lag", listener.lag())
                .put("inFlight", listener.inFlight()));
        return body.toString();
    }

    private static String lanes(Map<String, ListenerStatus> status) {
        ObjectNode body = JSON.createObjectNode();
        status.forEach((name, listener) -> {
            ObjectNode rule = body.putObject(name);
            rule.put("state", listener.state().name());
            rule.put("inFlight", listener.inFlight()).put("lanes", listener.lanes());
            ArrayNode partitions = rule.putArray("partitions");
            listener.partitions()
                    .forEach(partition -> partitions
                            .addObject()
                            .put("topic", partition.topic())
                            .put("partition", partition.partition())
                            .put("committed", partition.committed())
                            .put("lag", partition.lag())
                            .put("lagMillis", partition.lagMillis())
                            .put("stalled", partition.stalled()));
        });
        return body.toString();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        try (exchange) {
            exchange.sendResponseHeaders(answer.code(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
