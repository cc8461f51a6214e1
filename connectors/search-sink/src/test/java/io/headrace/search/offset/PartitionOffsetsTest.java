package io.headrace.search.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionOffsetsTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private final PartitionOffsets offsets = new PartitionOffsets(PARTITION);

    @Test
    void shouldNotPassARecordThatIsUnfinishedWhateverIsFinishedBehindIt() {
        // Given
        long first = offsets.begin(10);
        long second = offsets.begin(11);
        long third = offsets.begin(15);
        // When
        offsets.finish(third);
        offsets.finish(second);
        // Then
        assertThat(offsets.firstUnfinished()).hasValue(10);
        offsets.finish(first);
        assertThat(offsets.firstUnfinished()).isEmpty();
    }

    @Test
    void shouldTakeASecondFinishOfOneRecordForNothing() {
        // Given
        long first = offsets.begin(0);
        offsets.begin(1);
        offsets.finish(first);
        // When
        offsets.finish(first);
        // Then
        assertThat(offsets.firstUnfinished()).hasValue(1);
    }

    @Test
    void shouldGoBackToTheLowestOffsetWhenTheConsumerIsRewound() {
        // Given
        long ahead = offsets.begin(100);
        long again = offsets.begin(40);
        // Then
        assertThat(offsets.firstUnfinished()).hasValue(40);
        offsets.finish(again);
        assertThat(offsets.firstUnfinished()).hasValue(100);
        offsets.finish(ahead);
        assertThat(offsets.firstUnfinished()).isEmpty();
        assertThat(offsets.highest()).isEqualTo(100);
    }

    @Test
    void shouldAgreeWithASetInWhateverOrderAThousandRecordsAreFinished() {
        // Given
        Random random = new Random(7);
        List<long[]> open = new ArrayList<>();
        TreeSet<Long> expected = new TreeSet<>();
        long next = 0;
        // When
        for (int step = 0; step < 20_000; step++) {
            if (open.isEmpty() || (open.size() < 1_000 && random.nextInt(100) < 52)) {
                next += 1 + random.nextInt(3);
                open.add(new long[] {offsets.begin(next), next});
                expected.add(next);
            } else {
                long[] done = open.remove(random.nextInt(open.size()));
                offsets.finish(done[0]);
                expected.remove(done[1]);
            }
            // Then
            assertThat(offsets.firstUnfinished().orElse(-1))
                    .as("step %d", step)
                    .isEqualTo(expected.isEmpty() ? -1 : expected.first());
        }
    }

    @Test
    void shouldCommitWhereTheFrameworkStandsWhenAllIsFinishedElseBeforeTheFirstUnfinished() {
        // Given
        AssignedOffsets assigned = new AssignedOffsets();
        TopicPartition idle = new TopicPartition("orders", 1);
        assigned.open(List.of(PARTITION, idle));
        assigned.of("orders", 0).begin(5);
        // When
        Map<TopicPartition, OffsetAndMetadata> safe =
                assigned.committable(Map.of(PARTITION, new OffsetAndMetadata(9), idle, new OffsetAndMetadata(3)));
        // Then
        assertThat(safe)
                .containsOnly(
                        Map.entry(PARTITION, new OffsetAndMetadata(5)), Map.entry(idle, new OffsetAndMetadata(3)));
    }

    @Test
    void shouldRevokeWhatIsClosedAndStartAnewWhenItComesBack() {
        // Given
        AssignedOffsets assigned = new AssignedOffsets();
        assigned.open(List.of(PARTITION));
        PartitionOffsets before = assigned.of("orders", 0);
        before.begin(5);
        // When
        List<PartitionOffsets> revoked = assigned.close(List.of(PARTITION));
        assigned.open(List.of(PARTITION));
        // Then
        assertThat(revoked).containsExactly(before);
        assertThat(before.isRevoked()).isTrue();
        assertThat(assigned.of("orders", 0).isRevoked()).isFalse();
        assertThat(assigned.of("orders", 0).firstUnfinished()).isEmpty();
    }
}
