package io.headrace.e2e;

import com.fasterxml.jackson.databind.DeserializationFeature;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads documents from the real Elasticsearch, numbers exactly as they stand in the document. */
final class SearchIndex {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    SearchIndex(URI server) {
        this.server = server;
    }

    /** The document's source, by the real-time get: no refresh is needed. */
    Optional<JsonNode> document(String index, Object id) {
        JsonNode answer = get("/" + index + "/_doc/" + id);
        return answer.path("found").asBoolean() ? Optional.of(answer.get("_source")) : Optional.empty();
    }

    /** Every document of an index of at most 10,000, by id, after a refresh. */
    Map<String, JsonNode> documents(String index) {
        send("POST", "/" + index + "/_refresh", "");
        Map<String, JsonNode> documents = new TreeMap<>();
        JsonNode hits = get("/" + index + "/_search?size=10000").path("hits").path("hits");
        hits.forEach(hit -> documents.put(hit.get("_id").asText(), hit.get("_source")));
        return documents;
    }

    long count(String index) {
        send("POST", "/" + index + "/_refresh", "");
        return get("/" + index + "/_count").path("count").asLong(-1);
    }

    JsonNode get(String path) {
        return send("GET", path, "");
    }

    JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
