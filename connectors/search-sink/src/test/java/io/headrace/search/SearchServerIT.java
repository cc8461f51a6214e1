package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.stack.search.SearchEngine;
import io.headrace.stack.server.Size;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The script on the Elasticsearch 8.19 that the local stack runs. */
class SearchServerIT extends SearchServerScript {
    private static StackServer server;

    @BeforeAll
    static void startElasticsearch() {
        server = new StackServer(SearchEngine.ELASTICSEARCH_8, Size.SMALL);
        server.start();
    }

    @AfterAll
    static void stopElasticsearch() {
        server.close();
    }

    @Override
    RunningServer server() {
        return server;
    }

    @Test
    void shouldWriteNothingOnceMoreForARefresh() {
        // Given
        calls().createIndex("orders", "\"number_of_shards\":1,\"refresh_interval\":\"-1\"");
        try (RunningTask task = new RunningTask(server.url(), "refresh", "adaptive")) {
            // When
            for (int id = 0; id < 5; id++) {
                task.deliver(String.valueOf(id), "{\"v\":1}").settle();
            }
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> calls().search("orders").size() == 5);
        }

        // Then
        for (int id = 0; id < 5; id++) {
            assertThat(calls().get("/orders/_doc/" + id).path("_seq_no").asLong(-1))
                    .as("the shard's number of the write of document %s", id)
                    .isEqualTo(id);
        }
    }
}
