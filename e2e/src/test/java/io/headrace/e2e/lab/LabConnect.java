package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The REST interface of the real Connect worker. */
public final class LabConnect {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI worker;

    LabConnect(URI worker) {
        this.worker = worker;
    }

    /** The settings of a file in connect-configs/. */
    public static Map<String, String> shipped(String file) {
        try {
            JsonNode json = JSON.readTree(folder().resolve(file).toFile());
            return JSON.convertValue(json.get("config"), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder connect-configs/. */
    static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("connect-configs"))) {
            folder = folder.getParent();
        }
        return folder.resolve("connect-configs");
    }

    /** Creates or changes a connector; the worker must take it. */
    public void put(String connector, Map<String, String> config) {
        String body;
        try {
            body = JSON.writeValueAsString(config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // 409 while the worker rebalances
        await().atMost(Line.LIMIT).untilAsserted(() -> {
            HttpResponse<String> answer = send("PUT", "/connectors/" + connector + "/config", body);
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        });
    }

    /** Why the connector or one of its tasks failed; empty while none has. */
    public String failure(String connector) {
        JsonNode status = status(connector);
        StringBuilder failures = new StringBuilder(status.at("/connector/trace").asText(""));
        status.path("tasks").forEach(task -> failures.append(task.path("trace").asText("")));
        return failures.toString();
    }

    public JsonNode status(String connector) {
        try {
            return JSON.readTree(
                    send("GET", "/connectors/" + connector + "/status", "").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete(String connector) {
        send("DELETE", "/connectors/" + connector, "");
    }

    public HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve(path))
                .header("Content-Type", "application/json")
                .timeout(Line.LIMIT)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
