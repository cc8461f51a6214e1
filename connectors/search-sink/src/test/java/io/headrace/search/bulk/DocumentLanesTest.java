package io.headrace.search.bulk;

import static io.headrace.search.bulk.Operations.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.bulk.DocumentLanes.Arrival;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.ItemKind;
import io.headrace.search.offset.PartitionOffsets;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DocumentLanesTest {
    private final PartitionOffsets partition = new PartitionOffsets(new TopicPartition("orders", 0));
    private final PartitionOffsets other = new PartitionOffsets(new TopicPartition("orders", 1));
    private final DocumentLanes lanes = new DocumentLanes(true, false);
    private final Batch batch = Batch.opened(0);

    /** Arrives as the head of its lane and waits in a batch. */
    private BulkOperation queued(BulkOperation operation) {
        assertThat(lanes.arrive(operation)).isEqualTo(Arrival.HEAD);
        batch.add(operation);
        return operation;
    }

    @Test
    void shouldSendOperationsOnOneDocumentOneAfterTheOther() {
        // Given
        DocumentLanes inOrder = new DocumentLanes(false, false);
        BulkOperation first = write(partition, "a", 1);
        BulkOperation second = write(partition, "a", 2);
        BulkOperation third = write(partition, "a", 3);
        // When
        assertThat(inOrder.arrive(first)).isEqualTo(Arrival.HEAD);
        assertThat(inOrder.arrive(second)).isEqualTo(Arrival.WAITING);
        assertThat(inOrder.arrive(third)).isEqualTo(Arrival.WAITING);
        // Then
        assertThat(inOrder.depart(first)).isSameAs(second);
        assertThat(inOrder.depart(second)).isSameAs(third);
        assertThat(inOrder.depart(third)).isNull();
        assertThat(inOrder.size()).isZero();
    }

    @Test
    void shouldLetOperationsOnDifferentDocumentsPassEachOther() {
        assertThat(lanes.arrive(write(partition, "a", 1))).isEqualTo(Arrival.HEAD);
        assertThat(lanes.arrive(write(partition, "b", 2))).isEqualTo(Arrival.HEAD);
        assertThat(lanes.size()).isEqualTo(2);
    }

    @Test
    void shouldGiveNoLaneToDocumentsThatGetTheirIdFromTheServer() {
        // Given
        BulkOperation first = Operations.of(partition, ItemKind.CREATE, new Address("logs", null, null), -1, "{}");
        BulkOperation second = Operations.of(partition, ItemKind.CREATE, new Address("logs", null, null), -1, "{}");
        // Then
        assertThat(lanes.arrive(first)).isEqualTo(Arrival.HEAD);
        assertThat(lanes.arrive(second)).isEqualTo(Arrival.HEAD);
        assertThat(lanes.depart(first)).isNull();
        assertThat(lanes.size()).isZero();
    }

    @Test
    void shouldSendTheNewerInThePlaceOfTheOlderWhileNoSenderHasSeenIt() {
        // Given
        BulkOperation older = queued(write(partition, "a", 1));
        BulkOperation newer = write(partition, "a", 2);
        // When
        Arrival arrival = lanes.arrive(newer);
        // Then
        assertThat(arrival).isEqualTo(Arrival.COALESCED);
        assertThat(batch.operations()).containsExactly(newer);
        assertThat(newer.superseded).isSameAs(older);
    }

    @Test
    void shouldKeepTheNewerWhenAnOlderIsDeliveredAgain() {
        // Given
        BulkOperation newer = queued(write(partition, "a", 5));
        BulkOperation older = write(partition, "a", 3);
        // When
        Arrival arrival = lanes.arrive(older);
        // Then
        assertThat(arrival).isEqualTo(Arrival.COALESCED);
        assertThat(batch.operations()).containsExactly(newer);
        assertThat(newer.superseded).isSameAs(older);
    }

    @Test
    void shouldNotTouchAnOperationThatIsWithTheServer() {
        // Given
        BulkOperation sent = queued(write(partition, "a", 1));
        batch.take();
        BulkOperation second = write(partition, "a", 2);
        BulkOperation third = write(partition, "a", 3);
        // When
        assertThat(lanes.arrive(second)).isEqualTo(Arrival.WAITING);
        assertThat(lanes.arrive(third)).as("into the one that waits").isEqualTo(Arrival.COALESCED);
        // Then
        assertThat(batch.operations()).containsExactly(sent);
        assertThat(lanes.depart(sent)).isSameAs(third);
        assertThat(third.superseded).isSameAs(second);
    }

    @Test
    void shouldNotCoalesceWhatIsNotOfOnePartitionOrNotAWholeDocument() {
        // Given
        queued(write(partition, "a", 1));
        queued(Operations.of(partition, ItemKind.UPSERT, new Address("orders", null, "b"), -1, "{}"));
        // Then
        assertThat(lanes.arrive(write(other, "a", 2)))
                .as("of another partition")
                .isEqualTo(Arrival.WAITING);
        assertThat(lanes.arrive(Operations.of(partition, ItemKind.UPSERT, new Address("orders", null, "b"), -1, "{}")))
                .as("a partial update")
                .isEqualTo(Arrival.WAITING);
    }

    @Test
    void shouldStepBackToTheNewestThatARefusedHeadHadSuperseded() {
        // Given
        BulkOperation first = queued(write(partition, "a", 1));
        BulkOperation second = write(partition, "a", 2);
        BulkOperation third = write(partition, "a", 3);
        lanes.arrive(second);
        lanes.arrive(third);
        // Then
        assertThat(lanes.stepBack(third)).isSameAs(second);
        assertThat(lanes.stepBack(second)).isSameAs(first);
        assertThat(lanes.stepBack(first)).isNull();
    }

    @Test
    void shouldKeepTheOrderOfOneIdOverAllAddressesWhereDocumentsMove() {
        // Given
        DocumentLanes moving = new DocumentLanes(true, true);
        BulkOperation removal = Operations.of(partition, ItemKind.DELETE, new Address("orders", "old", "a"), 1, "");
        BulkOperation writing = Operations.of(partition, ItemKind.INDEX, new Address("orders", "new", "a"), 2, "{}");
        // When
        moving.arrive(removal);
        // Then
        assertThat(moving.arrive(writing)).isEqualTo(Arrival.WAITING);
        assertThat(moving.depart(removal)).isSameAs(writing);
    }

    @Test
    void shouldTakeOutWhatWaitsForARevokedPartitionAndKeepTheRest() {
        // Given
        BulkOperation head = queued(write(partition, "a", 1));
        BulkOperation revoked = write(other, "a", 2);
        BulkOperation last = write(partition, "a", 3);
        lanes.arrive(revoked);
        lanes.arrive(last);
        other.revoke();
        // When
        assertThat(lanes.removeRevokedWaiting()).containsExactly(revoked);
        // Then
        assertThat(lanes.depart(head)).isSameAs(last);
        assertThat(lanes.depart(last)).isNull();
    }
}
