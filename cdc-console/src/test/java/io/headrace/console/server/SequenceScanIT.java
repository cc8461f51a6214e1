package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequenceScanIT {

    private static final String INDEX = "scanned-v1";
    private static final String OTHER = "other-v1";
    private static final int DOCUMENTS = 5_000;

    private static LocalStack stack;
    private static SearchRest search;

    private final Map<String, Integer> written = new TreeMap<>();

    @BeforeAll
    static void startServer() {
        stack = LocalStack.builder()
                .owned(true)
                .ports(Ports.free())
                .size(Size.SMALL)
                .build();
        stack.elasticsearch().start();
        search = new SearchRest(PipelineEndpoints.builder()
                .connect(stack.endpoints().connect())
                .kafka(stack.endpoints().bootstrapServers())
                .mysql(stack.endpoints().jdbcUrl(), "", "")
                .elasticsearch(stack.endpoints().elasticsearch())
                .build());
    }

    @AfterAll
    static void stopServer() {
        stack.close();
    }

    @BeforeEach
    void createIndex() {
        search.rest().delete("/" + INDEX, null);
        search.rest().delete("/" + OTHER, null);
        String body = """
                {"settings": {"number_of_shards": 3, "number_of_replicas": 0, "refresh_interval": -1},
                 "aliases": {"scanned": {}}}
                """;
        search.ok(search.rest().put("/" + INDEX, body), "create the index");
        write(1, 1, DOCUMENTS);
    }

    @Test
    void shouldHandOverEachDocumentOnceAsItWasLastWritten() {
        // Given
        write(2, 1_000, 3_000);
        write(3, 2_500, 2_600);
        remove(3_500, 4_500);

        // When
        Map<String, List<Integer>> read = read(page -> {});

        // Then
        assertThat(read).hasSize(written.size());
        read.forEach((id, values) -> assertThat(values).as(id).containsExactly(written.get(id)));
    }

    @Test
    void shouldHandOverAgainWhatIsWrittenMeanwhile() {
        // When
        Map<String, List<Integer>> read = read(page -> {
            if (page == 2) {
                write(2, 1, 1_500);
                write(2, DOCUMENTS + 1, DOCUMENTS + 300);
            }
        });

        // Then
        assertThat(read).hasSize(written.size());
        read.forEach(
                (id, values) -> assertThat(values.get(values.size() - 1)).as(id).isEqualTo(written.get(id)));
    }

    @Test
    void shouldEndAtOnceOnAnEmptyIndex() {
        // Given
        remove(1, DOCUMENTS);

        // Then
        assertThat(read(page -> {})).isEmpty();
    }

    @Test
    void shouldRefuseAnAliasOfTwoIndices() {
        // Given
        search.ok(search.rest().put("/" + OTHER, "{\"aliases\": {\"scanned\": {}}}"), "create the index");

        // Then
        assertThatThrownBy(() -> new SequenceScan(search, "scanned"))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(
                        "scanned points to 2 indices: other-v1, scanned-v1",
                        "(the server: alias [scanned] has more than one index",
                        "Point the alias to one index");
    }

    /** The values of each document in the order in which they were handed over; the callback gets the page's number. */
    private static Map<String, List<Integer>> read(IntConsumer afterPage) {
        Map<String, List<Integer>> read = new HashMap<>();
        int pages = 0;
        try (SequenceScan order = new SequenceScan(search, "scanned")) {
            for (SequenceScan.Page page = order.next(); !page.isEnd(); page = order.next()) {
                page.documents()
                        .forEach(document -> read.computeIfAbsent(document.id(), id -> new ArrayList<>())
                                .add(document.source().path("value").asInt()));
                afterPage.accept(++pages);
            }
        }
        return read;
    }

    private void write(int value, int from, int to) {
        StringBuilder bulk = new StringBuilder();
        for (int id = from; id <= to; id++) {
            bulk.append("{\"index\":{\"_id\":\"")
                    .append(id)
                    .append("\"}}\n{\"value\":")
                    .append(value)
                    .append("}\n");
            written.put(Integer.toString(id), value);
        }
        bulk(bulk);
    }

    private void remove(int from, int to) {
        StringBuilder bulk = new StringBuilder();
        for (int id = from; id <= to; id++) {
            bulk.append("{\"delete\":{\"_id\":\"").append(id).append("\"}}\n");
            written.remove(Integer.toString(id));
        }
        bulk(bulk);
    }

    private static void bulk(StringBuilder body) {
        Rest.Answer answer = search.rest().post("/" + INDEX + "/_bulk", body.toString());
        assertThat(answer.body().path("errors").asBoolean(true)).isFalse();
    }
}
