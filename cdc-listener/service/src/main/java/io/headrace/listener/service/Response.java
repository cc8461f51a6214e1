package io.headrace.listener.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An HTTP response. */
record Response(int code, String type, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Response json(int code, JsonNode body) {
        return new Response(code, "application/json", body.toString());
    }

    static Response error(int code, @Nullable String text) {
        return json(code, JSON.createObjectNode().put("error", text));
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
