package io.headrace.listener.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves health, lag, metrics, dead letters, replays and the feed of changes over HTTP. */
final class HttpApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int MAX_BODY_BYTES = 1_000_000;

    private final ListenerService service;
    private final RequestGuard guard;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "headrace-http");
        thread.setDaemon(true);
        return thread;
    });

    private HttpApi(ListenerService service, RequestGuard guard, HttpServer server) {
        this.service = service;
        this.guard = guard;
        this.server = server;
    }

    /** @throws ConfigException if the address can't be bound */
    static HttpApi start(ServiceConfig.Http http, ListenerService service) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(http.host(), http.port()), 0);
        } catch (BindException e) {
            throw new ConfigException("the port " + http.port() + " on " + http.host()
                    + " is in use; choose another with http.port, or with the variable HEADRACE_LISTENER_PORT"
                    + " in the shipped configuration");
        } catch (IOException e) {
            throw new ConfigException(
                    "http cannot be served on " + http.host() + ":" + http.port() + ": " + e.getMessage());
        }
        HttpApi api = new HttpApi(service, new RequestGuard(http.token()), server);
        api.routes();
        server.setExecutor(api.threads);
        server.start();
        return api;
    }

    private void routes() {
        get("/health/live", () -> StatusJson.health(!service.failed(), service.status()));
        get("/health/ready", () -> StatusJson.health(service.ready(), service.status()));
        get("/lanes", () -> StatusJson.lanes(service.status()));
        get("/metrics", () -> new Response(200, METRICS_TYPE, service.metrics().scrape()));
        DeadLetterRoutes letters = new DeadLetterRoutes(service.deadLetters(), service.replays());
        route("/dead-letters", exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                return Response.error(405, "only GET");
            }
            return letters.answer(
                    below(exchange, "/dead-letters"), exchange.getRequestURI().getQuery());
        });
        ReplayRoutes replays = new ReplayRoutes(service.replays());
        route("/replays", exchange -> {
            String body = new String(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8);
            return replays.answer(exchange.getRequestMethod(), below(exchange, "/replays"), body);
        });
        server.createContext("/changes", exchange -> {
            try (exchange) {
                Optional<Response> refusal = guard.refuse(exchange);
                if (refusal.isPresent()) {
                    refusal.get().send(exchange);
                } else {
                    String query = exchange.getRequestURI().getQuery();
                    service.changes()
                            .serve(
                                    exchange,
                                    query != null && query.startsWith("rule=")
                                            ? query.substring("rule=".length())
                                            : null);
                }
            }
        });
        get(
                "/",
                () -> Response.error(
                        404,
                        "there is /health/live, /health/ready, /lanes, /dead-letters, /replays, /changes and /metrics"));
    }

    int port() {
        return server.getAddress().getPort();
    }

    private interface Route {
        Response answer(HttpExchange exchange) throws IOException;
    }

    private void get(String path, Supplier<Response> answer) {
        route(path, exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                return Response.error(405, "only GET");
            }
            if (!path.equals("/") && !exchange.getRequestURI().getPath().equals(path)) {
                return Response.error(404, "there is nothing below " + path);
            }
            return answer.get();
        });
    }

    private void route(String path, Route route) {
        server.createContext(path, exchange -> {
            try (exchange) {
                Optional<Response> refusal = guard.refuse(exchange);
                (refusal.isPresent() ? refusal.get() : answer(exchange, route)).send(exchange);
            }
        });
    }

    private static Response answer(HttpExchange exchange, Route route) throws IOException {
        try {
            return route.answer(exchange);
        } catch (KafkaException e) {
            return Response.error(503, "the brokers did not respond: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("A request to {} failed: {}", exchange.getRequestURI().getPath(), e.toString());
            LOG.debug("A request failed", e);
            return Response.error(500, "the request failed; see the listener's log");
        }
    }

    /** Returns the parts of the request's path below that of its context. */
    private static List<String> below(HttpExchange exchange, String context) {
        String rest = exchange.getRequestURI().getPath().substring(context.length());
        return Arrays.stream(rest.split("/", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
