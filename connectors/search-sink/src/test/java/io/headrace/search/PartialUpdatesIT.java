package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.fault.Fault;
import io.headrace.search.fault.FaultServer;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartialUpdatesIT {
    private final FaultServer server = new FaultServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    private List<String> bulks() {
        return server.requests().stream()
                .filter(request -> request.path().startsWith("/_bulk"))
                .map(FaultServer.Request::body)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RESET_BEFORE", "RESET_AFTER", "TORN", "SILENCE_BEFORE", "SILENCE_AFTER"})
    void shouldLookBeforeItSendsAnUpdateAgainWhoseOutcomeIsUnknown(Fault fault) {
        // Given
        try (RunningTask task = new RunningTask(server, "write.method", "upsert", "read.timeout.ms", "500")) {
            task.deliver("1", "{\"a\":1}").settle();
            Deque<Fault> faults = new ConcurrentLinkedDeque<>(List.of(fault));
            server.faults(() -> faults.isEmpty() ? Fault.NONE : faults.poll());
            // When
            task.deliver("1", "{\"b\":2}", "2", "{\"c\":3}").settle();
        }
        // Then
        String again = bulks().get(bulks().size() - 1);
        assertThat(again).contains("if_seq_no").doesNotContain("doc_as_upsert");
        assertThat(server.store().documents("orders").get("1").toString()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(server.store().documents("orders").get("2").toString()).isEqualTo("{\"c\":3}");
    }

    /** No version orders the two, so the write has to wait until the removal is answered. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "SOME_ITEMS_BUSY", "UNAVAILABLE", "RESET_BEFORE", "RESET_AFTER"})
    void shouldKeepADocumentWhoseOldAndNewRouteFallOnOneShard(Fault fault) {
        // Given
        try (RunningTask task =
                new RunningTask(server, "write.method", "upsert", "routing", "value_field", "routing.field", "r")) {
            task.deliver("1", MovingRows.change(null, MovingRows.row(1, 1, false)))
                    .settle();
            Deque<Fault> faults = new ConcurrentLinkedDeque<>(List.of(fault));
            server.faults(() -> faults.isEmpty() ? Fault.NONE : faults.poll());
            // When
            task.deliver("1", MovingRows.change(MovingRows.row(1, 1, false), MovingRows.row(2, 2, false)))
                    .settle();
        }
        // Then
        assertThat(server.store().documents("orders").get("1"))
                .as("the document on its new route")
                .hasToString(MovingRows.row(2, 2, false));
    }

    @Test
    void shouldDeleteAfterAnUpdateAndAddAfterADeletion() {
        // Given
        try (RunningTask task = new RunningTask(server, "write.method", "upsert")) {
            // When
            task.deliver("1", "{\"a\":1}", "1", null, "1", "{\"b\":2}", "2", "{\"a\":1}", "2", null)
                    .settle();
        }
        // Then
        assertThat(server.store().documents("orders")).containsOnlyKeys("1");
        assertThat(server.store().documents("orders").get("1").toString()).isEqualTo("{\"b\":2}");
    }
}
