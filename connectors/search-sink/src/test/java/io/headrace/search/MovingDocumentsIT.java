package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.search.fault.FaultServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MovingDocumentsIT {
    private static final int CHANGES = 5;

    private final FaultServer server = new FaultServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    /** Its removal under the old route has the version of the write before, which would come back by that. */
    @Test
    void shouldWriteNothingOverByItselfForARefresh() {
        // Given: a server that refreshes no shard for what it refuses, as OpenSearch 3
        try (RunningTask task = new RunningTask(
                server,
                "refresh",
                "adaptive",
                "refresh.min.interval.ms",
                "50",
                "routing",
                "value_field",
                "routing.field",
                "r")) {
            // When: all but the first come within the distance of two refreshes, and are sent once more
            for (int id = 0; id < CHANGES; id++) {
                task.deliver(String.valueOf(id), MovingRows.change(null, MovingRows.row(id, 1, false)))
                        .settle();
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> server.bulks() > CHANGES);
        }
        // Then
        List<String> writes = server.requests().stream()
                .flatMap(request -> request.body().lines())
                .filter(line -> line.startsWith("{\"index\""))
                .toList();
        assertThat(writes).hasSizeGreaterThan(CHANGES).noneMatch(line -> line.contains("external_gte"));
    }
}
