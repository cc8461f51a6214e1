package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.search.fault.FaultServer;
import io.headrace.stack.LocalStack;
import io.headrace.stack.Ports;
import io.headrace.stack.Size;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sink on a real Elasticsearch. */
class SearchServerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static LocalStack stack;
    private static URI url;

    @BeforeAll
    static void startElasticsearch() {
        stack = LocalStack.builder()
                .owned(true)
                .ports(Ports.free())
                .size(Size.SMALL)
                .build();
        stack.elasticsearch().start();
        url = stack.endpoints().elasticsearch();
    }

    @AfterAll
    static void stopElasticsearch() {
        stack.close();
    }

    private static JsonNode call(URI server, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
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

    private static void createIndex(String name, String settings) {
        call(url, "DELETE", "/" + name, null);
        call(url, "PUT", "/" + name, "{\"settings\":{\"number_of_replicas\":0," + settings + "}}");
    }

    private static JsonNode search(String index) {
        return call(url, "GET", "/" + index + "/_search?size=10000", null)
                .path("hits")
                .path("hits");
    }

    @Test
    void shouldFindTheFaultServerInAgreementOnVersionsAndDeletions() {
        // Given: each line a request; what is applied twice is what comes of a reset after it was applied
        createIndex("agreement", "\"number_of_shards\":1");
        String index =
                "{\"index\":{\"_index\":\"agreement\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external\"}}\n{\"v\":1}\n";
        String delete =
                "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external\"}}\n";
        List<String> script = List.of(
                index.formatted("a", 0),
                index.formatted("a", 0),
                index.formatted("a", 5) + index.formatted("b", 6),
                index.formatted("a", 5) + index.formatted("b", 6),
                index.formatted("a", 4),
                delete.formatted("a", 5),
                delete.formatted("a", 7),
                delete.formatted("a", 7),
                index.formatted("a", 6),
                index.formatted("a", 8),
                delete.formatted("never", 3),
                index.formatted("never", 2),
                index.formatted("never", 4),
                "{\"update\":{\"_index\":\"agreement\",\"_id\":\"u\"}}\n{\"doc\":{\"x\":1},\"doc_as_upsert\":true}\n",
                "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"u\"}}\n",
                "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"u\"}}\n",
                "{\"create\":{\"_index\":\"agreement\",\"_id\":\"c\"}}\n{\"v\":1}\n",
                "{\"create\":{\"_index\":\"agreement\",\"_id\":\"c\"}}\n{\"v\":1}\n");
        try (FaultServer fake = new FaultServer()) {
            fake.store().create("agreement");
            // When
            List<List<Integer>> real =
                    script.stream().map(body -> statuses(url, body)).toList();
            List<List<Integer>> faked =
                    script.stream().map(body -> statuses(fake.url(), body)).toList();
            // Then
            assertThat(faked).isEqualTo(real);
        }
    }

    private static List<Integer> statuses(URI server, String body) {
        List<Integer> statuses = new ArrayList<>();
        call(server, "POST", "/_bulk", body)
                .path("items")
                .forEach(item ->
                        statuses.add(item.elements().next().path("status").asInt()));
        return statuses;
    }

    @Test
    void shouldMakeEachOfSeveralQuickChangesSearchableThoughTheIndexNeverRefreshes() {
        // Given
        createIndex("orders", "\"number_of_shards\":3,\"refresh_interval\":\"-1\"");
        try (RunningTask task = new RunningTask(url, "refresh", "adaptive")) {
            // When: all but the first come within the distance of two refreshes
            for (int id = 0; id < 5; id++) {
                task.deliver(String.valueOf(id), "{\"v\":1}").settle();
            }
            // Then
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> search("orders").size() == 5);
        }
    }

    @Test
    void shouldHoldExactlyTheLastWritesAfterTheServerWasKilledUnderLoad() {
        // Given
        createIndex("orders", "\"number_of_shards\":1");
        int keys = 2_000;
        Map<String, Integer> expected = new HashMap<>();
        try (RunningTask task = new RunningTask(url, "batch.size", "200")) {
            // When
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 500; i++) {
                    int key = (round * 500 + i * 7) % keys;
                    boolean deleted = (round + i) % 20 == 0;
                    task.deliver(String.valueOf(key), deleted ? null : "{\"v\":" + (round * 500 + i) + "}");
                    if (deleted) {
                        expected.remove(String.valueOf(key));
                    } else {
                        expected.put(String.valueOf(key), round * 500 + i);
                    }
                }
                if (round == 7) {
                    long unfinished = task.delivered() - task.committable();
                    stack.elasticsearch().kill();
                    System.out.println("Killed Elasticsearch with " + unfinished + " records in flight");
                }
                if (round == 14) {
                    stack.elasticsearch().start();
                }
            }
            task.settle();
        }
        // Then
        call(url, "POST", "/orders/_refresh", null);
        Map<String, Integer> actual = new HashMap<>();
        search("orders")
                .forEach(hit -> actual.put(
                        hit.path("_id").asText(), hit.path("_source").path("v").asInt()));
        assertThat(actual).isEqualTo(expected);
    }
}
