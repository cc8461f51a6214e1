package io.headrace.e2e.lab;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads and writes the real Elasticsearch; numbers stay exactly as they stand in the documents. */
public final class LabIndex {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final URI server;

    LabIndex(URI server) {
        this.server = server;
    }

    /** The document's source, by the real-time get: no refresh is needed. */
    public Optional<JsonNode> document(String index, Object id) {
        JsonNode answer = send("GET", "/" + index + "/_doc/" + encoded(String.valueOf(id)), "");
        return answer.path("found").asBoolean() ? Optional.of(answer.get("_source")) : Optional.empty();
    }

    /** Every document of an index of at most 10,000, by id, after a refresh; none when there is no index. */
    public Map<String, JsonNode> documents(String index) {
        send("POST", "/" + index + "/_refresh", "");
        Map<String, JsonNode> documents = new TreeMap<>();
        send("GET", "/" + index + "/_search?size=10000", "")
                .at("/hits/hits")
                .forEach(hit -> documents.put(hit.get("_id").asText(), hit.get("_source")));
        return documents;
    }

    /** @param path encoded, with its query */
    public JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .timeout(Line.LIMIT)
                .build();
        try {
            return JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
