package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.headrace.search.fault.Fault;
import io.headrace.search.fault.FaultServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchSinkTaskIT {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String CREATE =
            "{\"before\":null,\"after\":%s,\"source\":{\"connector\":\"mysql\",\"ts_ms\":1,\"db\":\"shop\"},\"op\":\"c\"}";
    private static final String DELETE =
            "{\"before\":%s,\"after\":null,\"source\":{\"connector\":\"mysql\",\"ts_ms\":1,\"db\":\"shop\"},\"op\":\"d\"}";

    private final FaultServer server = new FaultServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void shouldWriteTheRowAfterAChangeAndDeleteTheRowOfADeletion() {
        // Given
        try (RunningTask task = new RunningTask(server)) {
            // When
            task.deliver("{\"id\":1}", CREATE.formatted("{\"id\":1,\"status\":\"NEW\"}"))
                    .deliver("{\"id\":2}", CREATE.formatted("{\"id\":2,\"status\":\"NEW\"}"))
                    .deliver("{\"id\":1}", DELETE.formatted("{\"id\":1}"), "{\"id\":1}", null)
                    .settle();
        }
        // Then
        assertThat(server.store().documents("orders")).containsOnlyKeys("2");
        assertThat(server.store().documents("orders").get("2").path("status").asText())
                .isEqualTo("NEW");
    }

    @Test
    void shouldSendALoneRecordAtOnceHoweverLongItMayLinger() {
        try (RunningTask task = new RunningTask(server, "linger.ms", "60000")) {
            // When
            task.deliver("{\"id\":1}", "{\"status\":\"NEW\"}").settle();
            // Then
            assertThat(server.bulks()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "SLOW"})
    void shouldWriteEverythingInSpiteOf(Fault fault) {
        // Given
        Deque<Fault> faults = new ConcurrentLinkedDeque<>(List.of(fault, fault, fault));
        server.faults(() -> faults.isEmpty() ? Fault.NONE : faults.poll());
        try (RunningTask task = new RunningTask(server, "read.timeout.ms", "100")) {
            // When
            task.deliver(
                            "1",
                            "{\"v\":1}",
                            "2",
                            "{\"v\":1}",
                            "3",
                            "{\"v\":1}",
                            "1",
                            "{\"v\":2}",
                            "4",
                            "{\"v\":1}",
                            "2",
                            null)
                    .settle();
        }
        // Then
        assertThat(faults).as("faults that were not met").isEmpty();
        assertThat(server.store().documents("orders")).containsOnlyKeys("1", "3", "4");
        assertThat(server.store().documents("orders").get("1").path("v").asInt())
                .isEqualTo(2);
        assertThat(server.overlaps()).isEmpty();
    }

    @Test
    void shouldTellItsNumbersOverJmx() throws Exception {
        try (RunningTask task = new RunningTask(server)) {
            // When
            task.deliver("1", "{}", "2", "{}", "1", "{\"v\":2}").settle();
            // Then
            MBeanServer mbeans = ManagementFactory.getPlatformMBeanServer();
            ObjectName name =
                    new ObjectName("io.headrace.search:type=sink-task-metrics,connector=\"search\",task=\"0\"");
            assertThat(mbeans.getAttribute(name, "Records")).isEqualTo(3L);
            assertThat(mbeans.getAttribute(name, "Written")).isEqualTo(2L);
            assertThat(mbeans.getAttribute(name, "Coalesced")).isEqualTo(1L);
            assertThat(mbeans.getAttribute(name, "BufferedBytes")).isEqualTo(0L);
            assertThat((double) mbeans.getAttribute(name, "BulkMillisP50")).isPositive();
        }
    }

    @Test
    void shouldTellTheNumbersOfALaterRunWhenAnEarlierOneEnds() throws Exception {
        RunningTask earlier = new RunningTask(server);
        try (RunningTask later = new RunningTask(server)) {
            later.deliver("1", "{}").settle();
            // When
            earlier.close();
            // Then
            ObjectName name =
                    new ObjectName("io.headrace.search:type=sink-task-metrics,connector=\"search\",task=\"0\"");
            assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Records"))
                    .isEqualTo(1L);
        }
    }

    @Test
    void shouldNotCommitPastARecordThatIsNotWritten() {
        // Given
        server.faults(() -> Fault.UNAVAILABLE);
        try (RunningTask task = new RunningTask(server)) {
            // When
            task.deliver("1", "{\"v\":1}", "2", "{\"v\":1}");
            await().atMost(LONG).until(() -> server.bulks() > 3);
            // Then
            assertThat(task.committable()).isZero();
            server.faults(() -> Fault.NONE);
            task.settle();
            assertThat(task.committable()).isEqualTo(2);
        }
    }

    @Test
    void shouldGiveUpAfterAsManyRetriesAsOtherSinksDid() {
        // Given
        server.faults(() -> Fault.UNAVAILABLE);
        try (RunningTask task = new RunningTask(server, "max.retries", "2")) {
            // When
            task.deliver("1", "{}");
            // Then
            await().atMost(LONG)
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(1))
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> task.task().put(List.of())).hasMessageContaining("max.retries"));
            assertThat(server.bulks()).isEqualTo(3);
        }
    }

    @Test
    void shouldPauseWhenTheBufferIsFullAndResumeWhenItIsHalfEmpty() {
        // Given
        server.faults(() -> Fault.UNAVAILABLE);
        try (RunningTask task = new RunningTask(server, "max.buffered.bytes", "2000")) {
            // When
            for (int id = 0; id < 10; id++) {
                task.deliver(String.valueOf(id), "{\"v\":1}");
            }
            // Then
            assertThat(task.context().paused()).containsExactly(RunningTask.PARTITION);
            assertThat(task.context().timeout()).isBetween(1L, 100L);
            server.faults(() -> Fault.NONE);
            task.settle();
            assertThat(task.context().paused()).isEmpty();
        }
    }

    @Test
    void shouldReadOnInPartitionsThatWerePausedWhenTheyWereTakenAway() {
        // Given
        server.faults(() -> Fault.UNAVAILABLE);
        try (RunningTask task = new RunningTask(server, "max.buffered.bytes", "2000")) {
            for (int id = 0; id < 10; id++) {
                task.deliver(String.valueOf(id), "{\"v\":1}");
            }
            assertThat(task.context().paused()).containsExactly(RunningTask.PARTITION);
            server.faults(() -> Fault.NONE);

            // When
            task.task().close(Set.of(RunningTask.PARTITION));
            task.context().revoke(Set.of(RunningTask.PARTITION));
            task.task().put(List.of()); // as a worker does while the group finds its new assignment
            task.context().assign(Set.of(RunningTask.PARTITION));
            task.task().open(Set.of(RunningTask.PARTITION));
            task.task().put(List.of());

            // Then
            assertThat(task.context().paused()).isEmpty();
        }
    }

    @Test
    void shouldReportARefusedRecordOnceAndWriteTheOthers() {
        try (RunningTask task = new RunningTask(server, true)) {
            // When
            task.deliver("1", "{\"poison\":true}", "2", "{\"v\":1}", "3", "{\"v\":1")
                    .settle();
            // Then
            assertThat(task.context().reports()).hasSize(2);
            assertThat(task.context().reports())
                    .allSatisfy(report -> assertThat(report.error()).hasMessageContaining("shop.orders-0@"));
            assertThat(server.store().documents("orders")).containsOnlyKeys("2");
        }
    }

    @Test
    void shouldStopAtARefusedRecordUnlessToldOtherwise() {
        try (RunningTask task = new RunningTask(server)) {
            // When
            task.deliver("1", "{\"v\":1}").settle().deliver("2", "{\"poison\":true}");
            // Then
            await().atMost(LONG)
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(1))
                    .untilAsserted(() -> assertThatThrownBy(() -> task.task().put(List.of()))
                            .isInstanceOf(ConnectException.class)
                            .hasMessageContaining("document_parsing_exception"));
            assertThat(server.store().documents("orders")).containsOnlyKeys("1");
        }
    }

    @Test
    void shouldStopAndKeepTheDeadLettersEmptyWhenEveryRecordFailsAlike() {
        // Given
        try (RunningTask task = new RunningTask(server, true, "failure.breaker", "5", "index.create", "false")) {
            // When
            task.deliver("1", "{}", "2", "{}", "3", "{}", "4", "{}", "5", "{}", "6", "{}");
            // Then
            await().atMost(LONG)
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(1))
                    .untilAsserted(() -> assertThatThrownBy(() -> task.task().put(List.of()))
                            .hasMessageContaining("in a row")
                            .hasMessageContaining("index.create"));
            assertThat(task.context().reports()).isEmpty();
        }
    }

    @Test
    void shouldWriteThePredecessorWhenTheNewestOfSeveralIsRefused() {
        // Given
        Deque<Fault> faults = new ArrayDeque<>(List.of(Fault.NONE));
        server.faults(() -> {
            synchronized (faults) {
                return faults.isEmpty() ? Fault.NONE : faults.poll();
            }
        });
        try (RunningTask task = new RunningTask(server, true)) {
            // When: all three wait together and only the newest is sent at first
            task.deliver("1", "{\"v\":1}", "1", "{\"v\":2}", "1", "{\"poison\":true}", "2", "{}")
                    .settle();
        }
        // Then
        assertThat(server.store().documents("orders").get("1").path("v").asInt())
                .isEqualTo(2);
    }

    @Test
    void shouldSendNothingOfARevokedPartitionAfterCloseReturns() {
        // Given
        server.faults(() -> Fault.SILENCE_BEFORE);
        try (RunningTask task = new RunningTask(server, "close.timeout.ms", "50")) {
            task.deliver("1", "{\"v\":1}");
            await().atMost(LONG).until(() -> server.bulks() == 1);
            task.deliver("2", "{\"v\":1}");
            // When
            task.task().close(Set.of(RunningTask.PARTITION));
            server.faults(() -> Fault.NONE);
            int before = server.bulks();
            task.task().open(Set.of(RunningTask.PARTITION));
            task.deliver("9", "{\"v\":1}").settle();
            // Then
            assertThat(server.bulks()).isEqualTo(before + 1);
            assertThat(server.store().documents("orders")).containsOnlyKeys("9");
        }
    }

    @Test
    void shouldWriteOverByItselfWhatItSendsAgainForARefresh() {
        // Given: OpenSearch 3 refreshes no shard that refuses all it is sent
        try (RunningTask task = new RunningTask(server, "refresh", "adaptive", "refresh.min.interval.ms", "1000")) {
            // When: the second comes too soon for a refresh of its own
            task.deliver("1", "{\"v\":1}").settle();
            task.deliver("2", "{\"v\":2}").settle();
            // Then
            await().until(() -> server.requests().stream()
                    .filter(request -> request.path().contains("refresh=true"))
                    .anyMatch(request ->
                            request.body().contains("\"_id\":\"2\",\"version\":1,\"version_type\":\"external_gte\"")));
        }
        assertThat(server.store().documents("orders")).containsOnlyKeys("1", "2");
    }

    @Test
    void shouldSendElasticsearchTheVersionThatItRefusesForARefresh() {
        // Given: it refreshes a shard that refuses all, and writing it over would cost a write
        server.product("Elasticsearch");
        try (RunningTask task = new RunningTask(server, "refresh", "adaptive", "refresh.min.interval.ms", "1000")) {
            // When
            task.deliver("1", "{\"v\":1}").settle();
            task.deliver("2", "{\"v\":2}").settle();
            // Then
            await().until(() -> server.requests().stream()
                    .filter(request -> request.path().contains("refresh=true"))
                    .anyMatch(request ->
                            request.body().contains("\"_id\":\"2\",\"version\":1,\"version_type\":\"external\"")));
        }
    }
}
