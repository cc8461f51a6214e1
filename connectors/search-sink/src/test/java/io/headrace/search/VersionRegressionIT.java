package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.headrace.search.fault.FaultServer;
import io.headrace.search.offset.PartitionOffsets;
import io.headrace.search.offset.VersionRegressions;
import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VersionRegressionIT {
    private final FaultServer server = new FaultServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void shouldStopWhenATopicWasCreatedAnewAndItsChangesWouldBeLost() {
        // Given: the index was written by the topic's predecessor
        server.plant("orders", "1", 500);
        try (RunningTask task = new RunningTask(server)) {
            task.deliver("1", "{\"v\":1}").settle();
            // Then: a record that is made from now on proves it; the clock's tolerance is bridged by its timestamp
            await().atMost(Duration.ofMinutes(2))
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThatThrownBy(() -> task.deliverAt(justNow(), "1", "{\"v\":2}"))
                            .isInstanceOf(ConnectException.class)
                            .hasMessageContaining("created anew")
                            .hasMessageContaining("version.regression=warn"));
        }
    }

    @Test
    void shouldGoOnWhenOnlyAWarningIsWanted() {
        // Given
        server.plant("orders", "1", 500);
        try (RunningTask task = new RunningTask(server, "version.regression", "warn")) {
            // When
            task.deliver("1", "{\"v\":1}").settle();
            for (int i = 0; i < 5; i++) {
                task.deliverAt(justNow(), "1", "{\"v\":2}").settle();
            }
            // Then
            assertThat(task.committable()).isEqualTo(task.delivered());
        }
    }

    private static long justNow() {
        return System.currentTimeMillis() + 9_999;
    }

    @Test
    void shouldNotTakeRecordsThatComeAgainForARegression() {
        // Given: a partition of which 500 had been written when its task was started anew
        long[] clock = {1_000_000};
        VersionRegressions versions = new VersionRegressions(true, true, () -> clock[0]);
        PartitionOffsets partition = new PartitionOffsets(RunningTask.PARTITION);
        partition.begin(100);
        versions.found(partition, 499);
        clock[0] += 60_000;
        // Then: old records, records without a time, and those with one from the future prove nothing
        assertThat(partition.isSuspected()).isTrue();
        assertThatCode(() -> {
                    versions.judge(partition, 101, 900_000L);
                    versions.judge(partition, 102, null);
                    versions.judge(partition, 103, 9_000_000L);
                    versions.judge(partition, 499, 1_059_000L);
                })
                .doesNotThrowAnyException();
        assertThat(partition.isSuspected()).as("after the offset itself came").isFalse();
    }

    @Test
    void shouldNotSuspectAVersionThatIsAmongTheDeliveredOffsets() {
        VersionRegressions versions = new VersionRegressions(true, true, () -> 0);
        PartitionOffsets partition = new PartitionOffsets(RunningTask.PARTITION);
        partition.begin(500);
        versions.found(partition, 499);
        assertThat(partition.isSuspected()).isFalse();
    }
}
