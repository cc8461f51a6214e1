package io.headrace.listener.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private static final TopicPartition OTHER = new TopicPartition("orders", 1);
    private final Error broken = new StackOverflowError("a defect");

    private final List<SettledRecord> settled = new ArrayList<>();
    private final Map<String, CompletableFuture<AttemptResult>> tries = new LinkedHashMap<>();
    private final List<String> sick = new ArrayList<>();
    private long now;

    @Test
    void shouldStopTheListenerWhenAnAttemptThrows() {
        // When
        lanes((record, isSick) -> {
                    throw broken;
                })
                .offer(List.of(record("a", 0)));

        // Then
        assertThat(settled).singleElement().extracting(SettledRecord::fatal).isSameAs(broken);
    }

    @Test
    void shouldStopTheListenerWhenAStageFails() {
        // Given
        CompletableFuture<AttemptResult> attempt = new CompletableFuture<>();
        lanes((record, isSick) -> attempt).offer(List.of(record("a", 0)));
        assertThat(settled).isEmpty();

        // When
        attempt.completeExceptionally(broken);

        // Then
        assertThat(settled).singleElement().extracting(SettledRecord::fatal).isSameAs(broken);
    }

    @Test
    void shouldTryOneRecordOfAKeyAtATimeAndOtherKeysMeanwhile() {
        // Given
        Lanes lanes = lanes(this::attempt);

        // When
        lanes.offer(List.of(record("a", 0), record("a", 1), record("b", 2)));

        // Then
        assertThat(tries).containsOnlyKeys("a0", "b2");
        tries.get("b2").complete(AttemptResult.DONE);
        assertThat(tries).as("the key's second record waits for its first").doesNotContainKey("a1");
        tries.get("a0").complete(AttemptResult.DONE);
        assertThat(tries).containsKey("a1");
        tries.get("a1").complete(AttemptResult.DONE);
        assertThat(offsets()).containsExactly(2L, 0L, 1L);
        assertThat(lanes.inFlight()).isZero();
        assertThat(lanes.size()).isZero();
    }

    @Test
    void shouldKeepAFailedRecordAheadOfTheLaterOnesOfItsKey() {
        // Given
        Lanes lanes = lanes(this::attempt);
        lanes.offer(List.of(record("a", 0), record("a", 1)));

        // When
        tries.remove("a0").complete(new AttemptResult.Retry(100));

        // Then
        assertThat(tries).isEmpty();
        assertThat(lanes.nextRetryAt()).hasValue(100);
        assertThat(lanes.quiet()).isTrue();
        now = 99;
        lanes.wake();
        assertThat(tries).as("the pause is not over").isEmpty();
        now = 100;
        lanes.wake();
        tries.remove("a0").complete(AttemptResult.DONE);
        assertThat(tries).containsOnlyKeys("a1");
    }

    @Test
    void shouldTellTheNextAttemptOfAKeyThatTheOneBeforeBecameADeadLetter() {
        // Given
        Lanes lanes = lanes(this::attempt);
        lanes.offer(List.of(record("a", 0), record("a", 1), record("a", 2)));

        // When
        tries.get("a0").complete(new AttemptResult.Dead(List.of()));
        tries.get("a1").complete(AttemptResult.DONE);
        tries.get("a2").complete(AttemptResult.DONE);

        // Then
        assertThat(sick).containsExactly("a1");
    }

    @Test
    void shouldForgetWhatWaitsOfPartitionsThatWereTakenAway() {
        // Given
        Lanes lanes = lanes(this::attempt);
        lanes.offer(List.of(record("a", 0), record("a", 1), record(OTHER, "b", 0)));

        // When
        lanes.cancel(Set.of(PARTITION));

        // Then
        assertThat(lanes.running(Set.of(PARTITION))).as("what runs is let end").isEqualTo(1);
        tries.remove("a0").complete(new AttemptResult.Retry(100));
        now = 1_000;
        lanes.wake();
        assertThat(tries).as("neither its retry nor what came after").containsOnlyKeys("b0");
        assertThat(settled).isEmpty();
        assertThat(lanes.inFlight()).isEqualTo(1);
    }

    @Test
    void shouldLetNothingOvertakeARecordThatIsFatal() {
        // Given
        Lanes lanes = lanes(this::attempt);
        lanes.offer(List.of(record("a", 0), record("a", 1)));

        // When
        tries.get("a0").complete(new AttemptResult.Fatal(broken));
        lanes.wake();

        // Then
        assertThat(tries).containsOnlyKeys("a0");
        assertThat(lanes.inFlight()).isEqualTo(2);
    }

    private CompletableFuture<AttemptResult> attempt(InFlightRecord record, boolean isSick) {
        String name = new String(record.record().key(), StandardCharsets.UTF_8)
                + record.record().offset();
        if (isSick) {
            sick.add(name);
        }
        return tries.computeIfAbsent(name, any -> new CompletableFuture<>());
    }

    private List<Long> offsets() {
        return settled.stream()
                .map(record -> record.inFlight().record().offset())
                .toList();
    }

    private Lanes lanes(Attempt attempt) {
        return new Lanes(WorkerLimit.of(4), Runnable::run, attempt, () -> now, settled::add);
    }

    private static InFlightRecord record(String key, long offset) {
        return record(PARTITION, key, offset);
    }

    private static InFlightRecord record(TopicPartition partition, String key, long offset) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new InFlightRecord(
                new ConsumerRecord<>(partition.topic(), partition.partition(), offset, bytes, bytes),
                partition,
                1,
                false);
    }
}
