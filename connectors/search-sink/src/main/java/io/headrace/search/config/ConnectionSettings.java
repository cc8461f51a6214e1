package io.headrace.search.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Where the server is and how to speak to it.
 *
 * @param urls without credentials, path prefix kept
 * @param tls Kafka's ssl.* settings
 * @param compression whether request bodies are gzipped
 */
public record ConnectionSettings(
        List<URI> urls,
        Credentials credentials,
        Map<String, Password> headers,
        Map<String, Object> tls,
        @Nullable Proxy proxy,
        int connectTimeoutMillis,
        int readTimeoutMillis,
        boolean compression) {

    /** An HTTP proxy. */
    public record Proxy(
            String host,
            int port,
            @Nullable String username,
            @Nullable Password password) {}

    /** What proves who we are; the value of the Authorization header is made from it and never shown. */
    public record Credentials(@Nullable Password authorization) {
        public static final Credentials NONE = new Credentials(null);
    }
}
