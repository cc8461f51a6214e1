package io.headrace.console.server;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * How to be let in by one HTTP server. What is null is not used.
 *
 * @param user for basic authentication
 * @param password its password
 * @param apiKey in place of a user: an Elasticsearch API key as the server shows it when encoded
 * @param ca PEM file with the certificates to trust; null for those that Java trusts
 * @param keystore PKCS #12 file with the client's certificate and key, for mutual TLS
 * @param keystorePassword opens it
 * @param token in place of a user: a bearer token, as the listener wants it
 */
public record Credentials(
        @Nullable String user,
        @Nullable String password,
        @Nullable String apiKey,
        @Nullable Path ca,
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        @Nullable String token) {

    public static final Credentials NONE = new Credentials(null, null, null, null, null, null);

    public Credentials(
            @Nullable String user,
            @Nullable String password,
            @Nullable String apiKey,
            @Nullable Path ca,
            @Nullable Path keystore,
            @Nullable String keystorePassword) {
        this(user, password, apiKey, ca, keystore, keystorePassword, null);
    }

    /** With this token; null or empty for none. */
    public static Credentials byToken(@Nullable String token) {
        return token == null || token.isEmpty() ? NONE : new Credentials(null, null, null, null, null, null, token);
    }

    /** What the Authorization header says; null for none. */
    @Nullable
    String authorization() {
        if (apiKey != null) {
            return "ApiKey " + apiKey;
        }
        if (token != null) {
            return "Bearer " + token;
        }
        return user == null ? null : basic(user + ":" + (password == null ? "" : password));
    }

    static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** Who this is, without any secret. */
    @Override
    public String toString() {
        return apiKey != null
                ? "an API key"
                : token != null
                        ? "a token"
                        : user != null ? "user " + user : keystore != null ? "a certificate" : "nobody";
    }
}
