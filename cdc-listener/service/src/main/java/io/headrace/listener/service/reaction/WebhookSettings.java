package io.headrace.listener.service.reaction;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Where a webhook goes, and how it is signed.
 *
 * @param secret {@code whsec_} followed by the key in base64, as in Standard Webhooks; empty to send unsigned requests
 * @param hosts the only hosts that may be called; empty to allow that of the URL
 * @param allowPrivate whether the host may have an address that is not public: loopback, link-local or of a private network
 * @param breaker when to stop calling a target that is away
 */
public record WebhookSettings(
        URI url,
        Optional<String> secret,
        Duration timeout,
        Set<String> hosts,
        boolean allowPrivate,
        CircuitBreakerSettings breaker) {
    private static final String SECRET_PREFIX = "whsec_";

    public WebhookSettings {
        hosts = Set.copyOf(hosts);
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("needs a URL such as https://host/path, but is " + url);
        }
        if (!hosts.isEmpty() && !hosts.contains(url.getHost())) {
            throw new IllegalArgumentException(
                    "needs a URL on one of the hosts " + hosts + ", but is on " + url.getHost());
        }
        if (secret.isPresent() && !isSecret(secret.get())) {
            throw new IllegalArgumentException("needs a secret of the form whsec_ followed by base64");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("needs a timeout above 0");
        }
    }

    /** Returns the key of the signature. */
    Optional<byte[]> signingKey() {
        return secret.map(text -> Base64.getDecoder().decode(text.substring(SECRET_PREFIX.length())));
    }

    private static boolean isSecret(String text) {
        if (!text.startsWith(SECRET_PREFIX) || text.length() == SECRET_PREFIX.length()) {
            return false;
        }
        try {
            Base64.getDecoder().decode(text.substring(SECRET_PREFIX.length()));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "webhook to " + url.getHost();
    }
}
