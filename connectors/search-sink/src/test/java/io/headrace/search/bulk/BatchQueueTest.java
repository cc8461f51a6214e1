package io.headrace.search.bulk;

import static io.headrace.search.bulk.Operations.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.offset.PartitionOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** As of {@link System#nanoTime}, which may be negative. */
    private static final long NOW = -50 * MILLI;

    private final PartitionOffsets partition = new PartitionOffsets(new TopicPartition("orders", 0));
    private final PartitionOffsets other = new PartitionOffsets(new TopicPartition("orders", 1));
    private final BatchQueue queue = new BatchQueue(Operations.settings("batch.size", "2", "linger.ms", "10"));

    @Test
    void shouldHandOutAFullBatchAtOnceAndTheOpenOneAfterItsLinger() {
        // Given
        BulkOperation third = write(partition, "c", 3);
        assertThat(queue.add(write(partition, "a", 1), NOW)).isFalse();
        assertThat(queue.add(write(partition, "b", 2), NOW)).isFalse();
        assertThat(queue.add(third, NOW)).as("a batch became full").isTrue();
        // Then
        assertThat(queue.nextDue(NOW)).isEqualTo(NOW);
        assertThat(queue.take(NOW, false).size()).isEqualTo(2);
        assertThat(queue.take(NOW, false)).as("before its linger").isNull();
        assertThat(queue.nextDue(NOW)).isEqualTo(NOW + 10 * MILLI);
        assertThat(queue.take(NOW + 10 * MILLI, false).operations()).containsExactly(third);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void shouldNotLetAnIdleServerWaitForTheLinger() {
        // Given
        queue.add(write(partition, "a", 1), NOW);
        // When
        Batch taken = queue.take(NOW, true);
        // Then
        assertThat(taken.size()).isEqualTo(1);
        assertThat(taken.isFresh()).as("open to newer operations").isFalse();
    }

    @Test
    void shouldSendAgainWhatIsDueBeforeWhatIsNew() {
        // Given
        Batch later = Batch.again(Batch.opened(NOW), List.of(write(partition, "a", 1)), 1, NOW + 8 * MILLI);
        Batch sooner = Batch.again(Batch.opened(NOW), List.of(write(partition, "b", 2)), 1, NOW + 5 * MILLI);
        queue.addAgain(later);
        queue.addAgain(sooner);
        queue.add(write(partition, "c", 3), NOW);
        // Then
        assertThat(queue.nextDue(NOW)).isEqualTo(NOW + 5 * MILLI);
        assertThat(queue.take(NOW + 4 * MILLI, false))
                .as("before the back-off is over")
                .isNull();
        assertThat(queue.take(NOW + 20 * MILLI, false)).isSameAs(sooner);
        assertThat(queue.take(NOW + 20 * MILLI, false)).isSameAs(later);
        assertThat(queue.take(NOW + 20 * MILLI, false).isFresh()).isFalse();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void shouldForgetRevokedPartitionsWhereverTheirOperationsWait() {
        // Given
        BulkOperation full = write(other, "a", 1);
        BulkOperation kept = write(partition, "b", 2);
        BulkOperation open = write(other, "c", 3);
        BulkOperation failed = write(other, "d", 4);
        queue.add(full, NOW);
        queue.add(kept, NOW);
        queue.add(open, NOW);
        queue.addAgain(Batch.again(Batch.opened(NOW), List.of(failed), 1, NOW));
        other.revoke();
        List<BulkOperation> removed = new ArrayList<>();
        // When
        queue.removeRevoked(removed::add);
        // Then
        assertThat(removed).containsExactlyInAnyOrder(full, open, failed);
        assertThat(queue.take(NOW, true).operations()).containsExactly(kept);
        assertThat(queue.isEmpty()).isTrue();
    }
}
