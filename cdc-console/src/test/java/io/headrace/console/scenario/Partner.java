package io.headrace.console.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.headrace.console.server.Rest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes webhooks on loopback, or refuses them; what it took is what has had an effect. */
final class Partner implements AutoCloseable {

    private final HttpServer server;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private volatile boolean takes;

    private Partner(HttpServer server) {
        this.server = server;
    }

    static Partner refusing() throws IOException {
        Partner partner = new Partner(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        partner.server.createContext("/", exchange -> {
            try (exchange) {
                JsonNode event = Rest.JSON.readTree(exchange.getRequestBody().readAllBytes());
                if (partner.takes) {
                    partner.taken.add(event);
                }
                exchange.sendResponseHeaders(partner.takes ? 204 : 400, -1);
            }
        });
        partner.server.start();
        return partner;
    }

    void takeFromNowOn() {
        takes = true;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The notes of the orders, as they came. */
    List<String> notes() {
        return taken.stream()
                .map(event -> event.path("row").path("notes").asText())
                .toList();
    }

    List<String> ids() {
        return taken.stream().map(event -> event.path("id").asText()).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
