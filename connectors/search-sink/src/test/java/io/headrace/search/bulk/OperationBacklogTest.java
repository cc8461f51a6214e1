package io.headrace.search.bulk;

import static io.headrace.search.bulk.Operations.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.bulk.OperationBacklog.Admission;
import io.headrace.search.offset.PartitionOffsets;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OperationBacklogTest {
    private static final long FAR = Long.MAX_VALUE / 4;

    private final PartitionOffsets partition = new PartitionOffsets(new TopicPartition("orders", 0));
    private final PartitionOffsets other = new PartitionOffsets(new TopicPartition("orders", 1));
    private final OperationBacklog backlog =
            new OperationBacklog(Operations.settings("batch.size", "2", "coalesce", "true"), false);

    private Batch take() {
        return backlog.take(System.nanoTime() + FAR, true);
    }

    @Test
    void shouldCommitNothingBeforeTheOperationThatSupersedesIsDone() {
        // Given
        BulkOperation older = write(partition, "a", 1);
        BulkOperation newer = write(partition, "a", 2);
        backlog.admit(older, 0);
        assertThat(backlog.admit(newer, 0)).isEqualTo(Admission.COALESCED);
        assertThat(partition.firstUnfinished()).hasValue(1);
        // When
        backlog.finish(take().operations().get(0));
        // Then
        assertThat(partition.firstUnfinished()).isEmpty();
        assertThat(backlog.bytes()).isZero();
        assertThat(backlog.lanes()).isZero();
    }

    @Test
    void shouldWriteWhatWasSupersededWhenTheNewerIsRefusedForGood() {
        // Given
        BulkOperation older = write(partition, "a", 1);
        BulkOperation newer = write(partition, "a", 2);
        backlog.admit(older, 0);
        backlog.admit(newer, 0);
        // When
        backlog.giveUp(take().operations().get(0));
        // Then
        assertThat(take().operations()).containsExactly(older);
        assertThat(backlog.bytes()).isEqualTo(older.size());
        assertThat(partition.firstUnfinished()).as("both are open").hasValue(1);
    }

    @Test
    void shouldSendTheNextOperationOnADocumentWhenTheOneBeforeIsRefusedForGood() {
        // Given
        BulkOperation first = write(partition, "a", 1);
        BulkOperation second = write(other, "a", 2);
        backlog.admit(first, 0);
        backlog.admit(second, 0);
        assertThat(take().operations()).containsExactly(first);
        assertThat(take()).as("while the first is with the server").isNull();
        // When
        backlog.giveUp(first);
        // Then
        assertThat(take().operations()).containsExactly(second);
    }

    @Test
    void shouldSendAgainOnlyWhatIsStillOurs() {
        // Given
        BulkOperation ours = write(partition, "a", 1);
        BulkOperation revoked = write(other, "b", 2);
        backlog.admit(ours, 0);
        backlog.admit(revoked, 0);
        Batch batch = take();
        other.revoke();
        // When
        boolean any = backlog.sendAgain(batch, batch.operations(), 1, 0);
        // Then
        assertThat(any).isTrue();
        assertThat(take().operations()).containsExactly(ours);
        assertThat(other.firstUnfinished()).isEmpty();
    }

    @Test
    void shouldForgetWaitingOperationsOfARevokedPartition() {
        // Given
        backlog.admit(write(partition, "a", 1), 0);
        backlog.admit(write(other, "a", 2), 0);
        backlog.admit(write(other, "b", 3), 0);
        other.revoke();
        // When
        backlog.removeRevoked();
        // Then
        assertThat(take().operations()).extracting(BulkOperation::offsets).containsOnly(partition);
        assertThat(backlog.hasNothingToSend()).isTrue();
        assertThat(other.firstUnfinished()).isEmpty();
    }

    @Test
    void shouldHandOutHalvesAsBatchesOfTheirOwn() {
        // Given
        BulkOperation first = write(partition, "a", 1);
        BulkOperation second = write(partition, "b", 2);
        backlog.admit(first, 0);
        backlog.admit(second, 0);
        Batch batch = take();
        // When
        backlog.sendAgain(batch, List.of(first), 0, 0);
        backlog.sendAgain(batch, List.of(second), 0, 0);
        // Then
        assertThat(List.of(take(), take()))
                .allSatisfy(half -> assertThat(half.size()).isEqualTo(1));
        assertThat(backlog.hasNothingToSend()).isTrue();
    }
}
