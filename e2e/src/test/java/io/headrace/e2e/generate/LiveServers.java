package io.headrace.e2e.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.client.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The real servers, as all batches share them. Whoever started them ends them. */
final class LiveServers {

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalStack stack;

    LiveServers(LocalStack stack) {
        this.stack = stack;
    }

    Endpoints at() {
        return stack.endpoints();
    }

    PipelineEndpoints target() {
        Login root = at().logins().root();
        return PipelineEndpoints.builder()
                .connect(at().connect())
                .kafka(at().bootstrapServers())
                .mysql(at().jdbcUrl(), root.user(), root.password())
                .elasticsearch(at().elasticsearch())
                .build();
    }

    /** As root, who may change every setting of a session. */
    Connection mysql(String database) throws SQLException {
        Login root = at().logins().root();
        return DriverManager.getConnection(
                "jdbc:mysql://" + at().mysqlHost() + ":" + at().mysqlPort() + "/" + database
                        + "?allowPublicKeyRetrieval=true&useSSL=false&connectionTimeZone=UTC&yearIsDateType=false"
                        + "&tinyInt1isBit=false",
                root.user(),
                root.password());
    }

    JsonNode connect(String method, String path, String body) {
        return send(method, at().connect().resolve(path), body);
    }

    JsonNode search(String method, String path, String body) {
        return send(method, at().elasticsearch().resolve(path), body);
    }

    /** By id; none when there is no such index. */
    Map<String, JsonNode> documents(String index) {
        Map<String, JsonNode> documents = new TreeMap<>();
        search("GET", "/" + index + "/_search?size=10000&ignore_unavailable=true", "")
                .at("/hits/hits")
                .forEach(hit -> documents.put(hit.get("_id").asText(), hit.get("_source")));
        return documents;
    }

    /** Of those whose names begin so. */
    void deleteIndices(String prefix) {
        List<String> names = new ArrayList<>();
        search("GET", "/_cat/indices/" + prefix + "*?format=json&h=index", "")
                .forEach(index -> names.add(index.path("index").asText()));
        for (int i = 0; i < names.size(); i += 50) { // an address has 4,096 characters at most
            search("DELETE", "/" + String.join(",", names.subList(i, Math.min(names.size(), i + 50))), "");
        }
    }

    private JsonNode send(String method, URI address, String body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(2))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return JsonForm.EXACT.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
