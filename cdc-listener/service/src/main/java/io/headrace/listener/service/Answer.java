package io.headrace.listener.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a request is answered with. */
record Answer(int code, String type, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer json(int code, JsonNode body) {
        return new Answer(code, "application/json", body.toString());
    }

    static Answer error(int code, @Nullable String text) {
        return json(code, JSON.createObjectNode().put("error", text));
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
