package io.headrace.listener.service;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask. With a token: who has it, as {@code Authorization: Bearer TOKEN}. Without one the service is on a loopback
 * address only, and a browser must not be led to it by a foreign name or page. Health may be asked by everyone.
 */
final class Access {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "Bearer ";

    private final Optional<byte[]> token;

    Access(Optional<String> token) {
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when the request may go on. */
    Optional<Answer> refuse(HttpExchange exchange) {
        if (exchange.getRequestURI().getPath().startsWith("/health/")) {
            return Optional.empty();
        }
        if (token.isPresent()) {
            return hasToken(exchange, token.get())
                    ? Optional.empty()
                    : Optional.of(Answer.error(401, "needs the header Authorization: Bearer and the http.token"));
        }
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host != null && !LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
            return Optional.of(
                    Answer.error(403, "needs localhost or 127.0.0.1 as host; set http.token to serve others"));
        }
        boolean changes = !exchange.getRequestMethod().equals("GET");
        if (changes && exchange.getRequestHeaders().containsKey("Origin")) {
            return Optional.of(Answer.error(403, "browser pages may not do this; set http.token to allow it"));
        }
        return Optional.empty();
    }

    /** Takes as long for a token that is nearly right as for any other. */
    private static boolean hasToken(HttpExchange exchange, byte[] token) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] given = header != null && header.startsWith(BEARER)
                ? header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        return MessageDigest.isEqual(token, given);
    }
}
