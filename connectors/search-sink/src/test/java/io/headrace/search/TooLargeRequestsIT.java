package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.fault.FaultServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that does not read a request to its end when it finds it too large. */
class TooLargeRequestsIT {
    private static final int MEGABYTE = 1 << 20;

    private final FaultServer server = new FaultServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    private static String row(int megabytes) {
        return "{\"text\":\"" + "x".repeat(megabytes * MEGABYTE) + "\"}";
    }

    @ParameterizedTest(name = "it says so: {0}")
    @ValueSource(booleans = {true, false})
    void shouldSplitARequestWhoseConnectionEndsWhileItIsWritten(boolean says) {
        // Given
        try (RunningTask task = new RunningTask(server, true, "bulk.size.bytes", String.valueOf(64 * MEGABYTE))) {
            task.deliver("0", "{}").settle();
            server.mostBytes(5 * MEGABYTE, says);
            // When
            task.deliver("1", row(2), "2", row(2), "3", row(2), "4", row(2), "5", row(2))
                    .settle();
            // Then
            assertThat(task.context().reports()).isEmpty();
        }
        assertThat(server.store().documents("orders")).containsOnlyKeys("0", "1", "2", "3", "4", "5");
    }

    @Test
    void shouldReportTheOneRecordThatIsTooLargeAndWriteTheOthers() {
        // Given
        try (RunningTask task = new RunningTask(server, true, "bulk.size.bytes", String.valueOf(64 * MEGABYTE))) {
            server.mostBytes(5 * MEGABYTE, true);
            // When
            task.deliver("1", row(2), "2", row(8), "3", row(2)).settle();
            // Then
            assertThat(task.context().reports()).singleElement().satisfies(report -> {
                assertThat(report.record().kafkaOffset()).as("offset").isEqualTo(1);
                assertThat(report.error())
                        .hasMessageContaining("413")
                        .hasMessageContaining("http.max_content_length")
                        .hasMessageContaining("document.max.bytes");
            });
        }
        assertThat(server.store().documents("orders")).containsOnlyKeys("1", "3");
    }
}
