package io.headrace.listener.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.internal.dispatch.LaneKey;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.internal.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MemoriesTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private static final byte[] KEY = "a".getBytes(StandardCharsets.UTF_8);
    private static final LaneKey LANE = new LaneKey(PARTITION, KEY);

    private final Memories memories = new Memories(10);

    @Test
    void shouldParkAKeyUntilItsLastDeadLetterWasReplayed() {
        // Given
        assign(1, Map.of());
        memories.park(record(1, 5));
        memories.park(record(1, 8));

        // When
        boolean releasedByTheFirst = memories.release(record(1, 5));

        // Then
        assertThat(releasedByTheFirst).isFalse();
        assertThat(memories.isParked(record(1, 9))).isTrue();
        assertThat(memories.unreleased()).containsExactly(LANE);
        assertThat(memories.release(record(1, 8))).isTrue();
        assertThat(memories.isParked(record(1, 9))).isFalse();
        assertThat(memories.unreleased()).isEmpty();
    }

    @Test
    void shouldRestoreTheParkedKeysOfItsOwnPartitionOnly() {
        // Given
        LaneKey foreign = new LaneKey(new TopicPartition("orders", 1), KEY);

        // When
        assign(1, Map.of(LANE, 8L, foreign, 3L));

        // Then
        assertThat(memories.isParked(record(1, 9))).isTrue();
        assertThat(memories.release(record(1, 8))).isTrue();
    }

    @Test
    void shouldHoldTheRestOfAParkedKeyForOneReplayOnly() {
        // Given
        assign(1, Map.of(LANE, 8L));

        // When
        memories.hold(LANE, 1, "first");

        // Then
        assertThat(memories.isHeld(record(1, 5), "first")).isTrue();
        assertThat(memories.isHeld(record(1, 5), "second")).isFalse();
    }

    @Test
    void shouldNotCountWhatAnEarlierAssignmentStillDoes() {
        // Given
        PartitionProgress earlier = assign(1, Map.of());
        memories.forget(earlier);
        assign(2, Map.of());

        // When
        memories.park(record(1, 5));

        // Then
        assertThat(memories.isParked(record(2, 6))).isFalse();
        assertThat(memories.release(record(1, 5))).isFalse();
    }

    private PartitionProgress assign(long assignment, Map<LaneKey, Long> parked) {
        PartitionProgress progress = new PartitionProgress(PARTITION, assignment, Progress.upTo(0));
        memories.assigned(progress, parked);
        return progress;
    }

    private static InFlightRecord record(long assignment, long offset) {
        return new InFlightRecord(
                new ConsumerRecord<>(PARTITION.topic(), 0, offset, KEY, KEY), PARTITION, assignment, false);
    }
}
