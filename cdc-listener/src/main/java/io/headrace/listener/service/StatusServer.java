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

/** The service over HTTP: whether it lives and is ready, how far and how fast it is, its dead letters, replays and changes. */
final class StatusServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int LARGEST_BODY = 1_000_000;

    private final ListenerService service;
    private final Access access;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "headrace-http");
        thread.setDaemon(true);
        return thread;
    });

    private StatusServer(ListenerService service, Access access, HttpServer server) {
        this.service = service;
        this.access = access;
        this.server = server;
    }

    /** @throws ConfigException when the address cannot be had */
    static StatusServer start(ServiceConfig.Http http, ListenerService service) {
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
        StatusServer status = new StatusServer(service, new Access(http.token()), server);
        status.routes();
        server.setExecutor(status.threads);
        server.start();
        return status;
    }

    private void routes() {
        get("/health/live", () -> StatusPages.health(!service.failed(), service.status()));
        get("/health/ready", () -> StatusPages.health(service.ready(), service.status()));
        get("/lanes", () -> StatusPages.lanes(service.status()));
        get("/metrics", () -> new Answer(200, METRICS_TYPE, service.metrics().scrape()));
        DeadLetterRoutes letters = new DeadLetterRoutes(service.deadLetters(), service.replays());
        route("/dead-letters", exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                return Answer.error(405, "only GET");
            }
            return letters.answer(
                    below(exchange, "/dead-letters"), exchange.getRequestURI().getQuery());
        });
        ReplayRoutes replays = new ReplayRoutes(service.replays());
        route("/replays", exchange -> {
            String body = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
            return replays.answer(exchange.getRequestMethod(), below(exchange, "/replays"), body);
        });
        server.createContext("/changes", exchange -> {
            try (exchange) {
                Optional<Answer> refusal = access.refuse(exchange);
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
                () -> Answer.error(
                        404,
                        "there is /health/live, /health/ready, /lanes, /dead-letters, /replays, /changes and /metrics"));
    }

    int port() {
        return server.getAddress().getPort();
    }

    private interface Route {
        Answer answer(HttpExchange exchange) throws IOException;
    }

    private void get(String path, Supplier<Answer> answer) {
        route(path, exchange -> {
            if (!exchange.getRequestMethod().equals("GET")) {
                return Answer.error(405, "only GET");
            }
            if (!path.equals("/") && !exchange.getRequestURI().getPath().equals(path)) {
                return Answer.error(404, "there is nothing below " + path);
            }
            return answer.get();
        });
    }

    private void route(String path, Route route) {
        server.createContext(path, exchange -> {
            try (exchange) {
                Optional<Answer> refusal = access.refuse(exchange);
                (refusal.isPresent() ? refusal.get() : answer(exchange, route)).send(exchange);
            }
        });
    }

    private static Answer answer(HttpExchange exchange, Route route) throws IOException {
        try {
            return route.answer(exchange);
        } catch (KafkaException e) {
            return Answer.error(503, "the brokers did not respond: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("A request to {} failed: {}", exchange.getRequestURI().getPath(), e.toString());
            LOG.debug("A request failed", e);
            return Answer.error(500, "the request failed; see the listener's log");
        }
    }

    /** The parts of the path below a context's own. */
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
