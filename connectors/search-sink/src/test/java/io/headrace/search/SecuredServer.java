package io.headrace.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A real Elasticsearch with TLS, users and rights. Used by the test's thread. */
final class SecuredServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final ChildServer server;

    private SecuredServer(HttpClient http, ChildServer server) {
        this.http = http;
        this.server = server;
    }

    static SecuredServer start(Path folder, Certificates certificates) throws Exception {
        HttpClient http =
                HttpClient.newBuilder().sslContext(certificates.trust()).build();
        int port = ChildServer.freePort();
        SecuredHome home = SecuredHome.layOut(folder, certificates, port);
        ChildServer server = new ChildServer(
                folder,
                URI.create("https://127.0.0.1:" + port),
                home.command(),
                home.environment(),
                url -> !ask(http, url, "GET", "/_cluster/health?timeout=2s", "")
                        .path("timed_out")
                        .asBoolean(true));
        server.start();
        return new SecuredServer(http, server);
    }

    URI url() {
        return server.url();
    }

    /** Asks as the administrator. */
    JsonNode ask(String method, String path, String body) {
        return ask(http, url(), method, path, body);
    }

    private static JsonNode ask(HttpClient http, URI url, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header("Authorization", User.ADMIN.authorization())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + path, e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
