package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestTest {

    private HttpServer server;
    private Rest rest;
    private String answer = "";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        rest = new Rest(
                "Elasticsearch (--elasticsearch)",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void shouldTakeA403OfAMissingPrivilegeForARefusedUser() {
        answer = "{\"error\": {\"type\": \"security_exception\"}}";

        assertThatThrownBy(() -> rest.delete("/orders/_doc/1", null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("answered 403 to DELETE /orders/_doc/1");
    }

    @Test
    void shouldHandOverA403OfABlockedIndex() {
        answer = "{\"error\": {\"type\": \"cluster_block_exception\", \"reason\": \"index [orders] blocked\"}}";

        Rest.Answer blocked = rest.delete("/orders/_doc/1", null);

        assertThat(blocked.ok()).isFalse();
        assertThat(blocked.body().path("error").path("reason").asText()).isEqualTo("index [orders] blocked");
    }
}
