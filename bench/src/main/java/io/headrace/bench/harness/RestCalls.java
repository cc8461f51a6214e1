package io.headrace.bench.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Requests with JSON to one server, one at a time. */
public final class RestCalls {

    public static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    public RestCalls(URI server) {
        this.server = server;
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    /** An empty object while there is nothing at the path. */
    public JsonNode find(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request("GET", path, ""), BodyHandlers.ofString());
        return answer.statusCode() == 404 ? JSON.createObjectNode() : accepted("GET", path, answer);
    }

    public JsonNode put(String path, String body) throws IOException, InterruptedException {
        return call("PUT", path, body);
    }

    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    /** What isn't there is deleted already. */
    public void delete(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request("DELETE", path, ""), BodyHandlers.ofString());
        if (answer.statusCode() >= 300 && answer.statusCode() != 404) {
            throw refusal("DELETE", path, answer.statusCode(), answer.body());
        }
    }

    public InputStream stream(String path, String body) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(request("POST", path, body), BodyHandlers.ofInputStream());
        if (answer.statusCode() >= 300) {
            throw refusal(
                    "POST",
                    path,
                    answer.statusCode(),
                    new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        return accepted(method, path, http.send(request(method, path, body), BodyHandlers.ofString()));
    }

    private JsonNode accepted(String method, String path, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw refusal(method, path, answer.statusCode(), answer.body());
        }
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }

    private IOException refusal(String method, String path, int status, String body) {
        return new IOException(method + " " + server + path + " was answered with " + status + ": "
                + body.substring(0, Math.min(500, body.length())));
    }
}
