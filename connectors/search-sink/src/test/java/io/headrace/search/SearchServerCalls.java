package io.headrace.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** What tests themselves ask of a search server, past the sink. */
record SearchServerCalls(URI url) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    JsonNode get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    JsonNode delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    JsonNode put(String path, String body) {
        return send("PUT", path, BodyPublishers.ofString(body));
    }

    JsonNode post(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    /** Makes the index anew, empty. */
    void createIndex(String name, String settings) {
        delete("/" + name);
        put("/" + name, "{\"settings\":{\"number_of_replicas\":0," + settings + "}}");
    }

    void refresh(String index) {
        send("POST", "/" + index + "/_refresh", BodyPublishers.noBody());
    }

    JsonNode search(String index) {
        return get("/" + index + "/_search?size=10000").path("hits").path("hits");
    }

    /** Of a document of the index orders; negative when there is none. */
    long versionOf(String id) {
        return get("/orders/_doc/" + id + "?_source=false").path("_version").asLong(-1);
    }

    private JsonNode send(String method, String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                .method(method, body)
                .build();
        try {
            return JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(method + " " + path, e);
        }
    }
}
