package io.headrace.listener.service;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may use the HTTP API. With a token, clients must send it as {@code Authorization: Bearer TOKEN}. Without one, the
 * service listens on a loopback address only; requests are refused if their {@code Host} is another (DNS rebinding), or if a web
 * page sends them to change something (cross-site request forgery). Health is open to everyone.
 */
final class RequestGuard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "Bearer ";

    private final Optional<byte[]> token;

    RequestGuard(Optional<String> token) {
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the refusal, or empty if the request may proceed. */
    Optional<Response> refuse(HttpExchange exchange) {
        if (exchange.getRequestURI().getPath().startsWith("/health/")) {
            return Optional.empty();
        }
        if (token.isPresent()) {
            return hasToken(exchange, token.get())
                    ? Optional.empty()
                    : Optional.of(Response.error(401, "needs the header Authorization: Bearer and the http.token"));
        }
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host != null && !LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
            return Optional.of(
                    Response.error(403, "needs localhost or 127.0.0.1 as host; set http.token to serve others"));
        }
        boolean changes = !exchange.getRequestMethod().equals("GET");
        if (changes && exchange.getRequestHeaders().containsKey("Origin")) {
            return Optional.of(Response.error(403, "browser pages may not do this; set http.token to allow it"));
        }
        return Optional.empty();
    }

    /** Compares in constant time, so that the duration says nothing about the token. */
    private static boolean hasToken(HttpExchange exchange, byte[] token) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] given = header != null && header.startsWith(BEARER)
                ? header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        return MessageDigest.isEqual(token, given);
    }
}
