package io.headrace.search.bulk;

import static io.headrace.search.bulk.Operations.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.offset.PartitionOffsets;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final PartitionOffsets partition = new PartitionOffsets(new TopicPartition("orders", 0));
    private final PartitionOffsets other = new PartitionOffsets(new TopicPartition("orders", 1));

    @Test
    void shouldHaveRoomForOneOperationHoweverLargeAndForMoreUpToItsLimits() {
        // Given
        BulkOperation operation = write(partition, "a", 1);
        Batch batch = Batch.opened(0);
        // Then
        assertThat(batch.hasRoomFor(operation, 10, 1)).as("the first").isTrue();
        batch.add(operation);
        assertThat(batch.hasRoomFor(operation, 10, 2 * operation.size()))
                .as("as many bytes")
                .isTrue();
        assertThat(batch.hasRoomFor(operation, 10, 2 * operation.size() - 1))
                .as("a byte too many")
                .isFalse();
        assertThat(batch.hasRoomFor(operation, 1, Integer.MAX_VALUE))
                .as("a record too many")
                .isFalse();
    }

    @Test
    void shouldReplaceAnOperationInItsPlace() {
        // Given
        Batch batch = Batch.opened(0);
        BulkOperation older = write(partition, "b", 2);
        BulkOperation newer = write(partition, "b", 4);
        BulkOperation first = write(partition, "a", 1);
        BulkOperation last = write(partition, "c", 3);
        List.of(first, older, last).forEach(batch::add);
        // When
        batch.replace(older, newer);
        // Then
        assertThat(batch.operations()).containsExactly(first, newer, last);
        assertThat(newer.isReplaceable()).isTrue();
        assertThat(older.isReplaceable()).isFalse();
    }

    @Test
    void shouldCloseTheGapsThatRevokedOperationsLeave() {
        // Given
        Batch batch = Batch.opened(0);
        BulkOperation revoked = write(other, "a", 1);
        BulkOperation kept = write(partition, "b", 2);
        batch.add(revoked);
        batch.add(kept);
        other.revoke();
        assertThat(batch.hasRevoked()).isTrue();
        // When
        List<BulkOperation> removed = batch.removeRevoked();
        // Then
        assertThat(removed).containsExactly(revoked);
        assertThat(batch.hasRevoked()).isFalse();
        BulkOperation newer = write(partition, "b", 3);
        batch.replace(kept, newer);
        assertThat(batch.operations()).containsExactly(newer);
    }

    @Test
    void shouldKeepTheAgeOfABatchThatIsSentAgainAndTakeNothingMore() {
        // Given
        Batch failed = Batch.opened(7);
        BulkOperation operation = write(partition, "a", 1);
        failed.add(operation);
        // When
        Batch again = Batch.again(failed, List.of(operation), 2, 900);
        // Then
        assertThat(again.since()).isEqualTo(7);
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.notBefore()).isEqualTo(900);
        assertThat(operation.isReplaceable()).isFalse();
    }
}
