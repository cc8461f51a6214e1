package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.search.fault.FaultServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That {@link FaultServer} answers as the real server does. */
interface FaultServerScript {
    /** To the server that all tests of the class share. */
    SearchServerCalls calls();

    @Test
    default void shouldFindTheFaultServerInAgreementOnVersionsAndDeletions() {
        // Given: each line a request; what is applied twice is what comes of a reset after it was applied
        calls().createIndex("agreement", "\"number_of_shards\":1");
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
                index.formatted("m", 4),
                delete.formatted("m", 4),
                delete.formatted("m", 4).replace("external", "external_gte"),
                index.formatted("m", 4),
                index.formatted("m", 5),
                delete.formatted("m", 4).replace("external", "external_gte"),
                "{\"update\":{\"_index\":\"agreement\",\"_id\":\"u\"}}\n{\"doc\":{\"x\":1},\"doc_as_upsert\":true}\n",
                "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"u\"}}\n",
                "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"u\"}}\n",
                "{\"create\":{\"_index\":\"agreement\",\"_id\":\"c\"}}\n{\"v\":1}\n",
                "{\"create\":{\"_index\":\"agreement\",\"_id\":\"c\"}}\n{\"v\":1}\n");
        try (FaultServer fake = new FaultServer()) {
            fake.store().create("agreement");
            // When
            List<List<Integer>> real = statuses(calls(), script);
            List<List<Integer>> faked = statuses(new SearchServerCalls(fake.url()), script);
            // Then
            assertThat(faked).isEqualTo(real);
        }
    }

    /** Of the items of each request. */
    private static List<List<Integer>> statuses(SearchServerCalls server, List<String> requests) {
        return requests.stream()
                .map(body -> statuses(server.post("/_bulk", body).path("items")))
                .toList();
    }

    private static List<Integer> statuses(JsonNode items) {
        List<Integer> statuses = new ArrayList<>();
        items.forEach(item -> statuses.add(item.elements().next().path("status").asInt()));
        return statuses;
    }

    @Test
    default void shouldUnderstandUpdatesThatNameTheStateTheyHaveSeen() {
        // Given: what the sink sends again after an answer was lost
        calls().createIndex("agreement", "\"number_of_shards\":1");
        try (FaultServer fake = new FaultServer()) {
            fake.store().create("agreement");
            List<String> script = List.of(
                    "{\"create\":{\"_index\":\"agreement\",\"_id\":\"1\"}}\n{\"a\":1}\n",
                    "{\"update\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":0,\"if_primary_term\":1}}\n{\"doc\":{\"b\":1}}\n",
                    "{\"update\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":0,\"if_primary_term\":1}}\n{\"doc\":{\"c\":1}}\n",
                    "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":0,\"if_primary_term\":1}}\n",
                    "{\"delete\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":1,\"if_primary_term\":1}}\n",
                    "{\"update\":{\"_index\":\"agreement\",\"_id\":\"1\",\"if_seq_no\":2,\"if_primary_term\":1}}\n{\"doc\":{\"d\":1}}\n");
            SearchServerCalls faked = new SearchServerCalls(fake.url());
            // When
            List<List<Integer>> real = statuses(calls(), script);
            // Then
            assertThat(statuses(faked, script)).isEqualTo(real);
            String documents =
                    "{\"docs\":[{\"_index\":\"agreement\",\"_id\":\"1\"},{\"_index\":\"agreement\",\"_id\":\"none\"}]}";
            assertThat(found(faked, documents)).isEqualTo(found(calls(), documents));
        }
    }

    private static List<Boolean> found(SearchServerCalls server, String documents) {
        List<Boolean> found = new ArrayList<>();
        server.post("/_mget?_source=false", documents)
                .path("docs")
                .forEach(document -> found.add(document.path("found").asBoolean()));
        return found;
    }
}
