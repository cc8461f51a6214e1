package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.server.ReaderBacklogs.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Many tables' backlogs, counted by Kafka's own consumer in memory. */
class ReaderBacklogsTest {

    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition ITEMS = new TopicPartition("items", 0);
    private static final Reader SINK_OF_ORDERS = new Reader("sink", "orders");
    private static final Reader SINK_OF_ITEMS = new Reader("sink", "items");

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

    @Test
    void shouldCountEachTopicByItself() {
        // Given
        end(ORDERS, 10);
        end(ITEMS, 4);
        consumer.schedulePollTask(() -> {
            record(ORDERS, 8, 1_000);
            record(ORDERS, 9, 900);
            record(ITEMS, 3, 500);
        });

        // When
        Map<Reader, ConsumerBacklog> found = ReaderBacklogs.of(
                () -> consumer, Map.of(SINK_OF_ORDERS, Map.of(ORDERS, 8L), SINK_OF_ITEMS, Map.of(ITEMS, 3L)), ends);

        // Then
        assertThat(found)
                .containsEntry(SINK_OF_ORDERS, new ConsumerBacklog(2, true, 900))
                .containsEntry(SINK_OF_ITEMS, new ConsumerBacklog(1, true, 500));
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void shouldAskNobodyWhereNothingIsLeft() {
        // Given
        end(ORDERS, 10);

        // When
        Map<Reader, ConsumerBacklog> found = ReaderBacklogs.of(
                () -> {
                    throw new AssertionError("no consumer is needed");
                },
                Map.of(SINK_OF_ORDERS, Map.of(ORDERS, 10L)),
                ends);

        // Then
        assertThat(found).containsOnly(Map.entry(SINK_OF_ORDERS, new ConsumerBacklog(0, true, -1)));
    }

    @Test
    void shouldTellTwoGroupsOfOneTopicApart() {
        // Given
        Reader other = new Reader("other", "orders");
        end(ORDERS, 10);
        consumer.schedulePollTask(() -> record(ORDERS, 9, 900));
        consumer.schedulePollTask(() -> {
            record(ORDERS, 8, 800);
            record(ORDERS, 9, 900);
        });

        // When
        Map<Reader, ConsumerBacklog> found = ReaderBacklogs.of(
                () -> consumer, Map.of(SINK_OF_ORDERS, Map.of(ORDERS, 9L), other, Map.of(ORDERS, 8L)), ends);

        // Then
        assertThat(found)
                .containsEntry(SINK_OF_ORDERS, new ConsumerBacklog(1, true, 900))
                .containsEntry(other, new ConsumerBacklog(2, true, 800));
    }

    @Test
    void shouldReadTheSmallBacklogsAndOnlyTheFirstRecordOfALargeOne() {
        // Given
        end(ORDERS, ConsumerBacklog.LONGEST_TO_READ);
        end(ITEMS, 2);
        consumer.schedulePollTask(() -> {
            record(ITEMS, 0, 2_000);
            record(ITEMS, 1, 2_001);
            record(ORDERS, 0, 1_000);
        });

        // When
        Map<Reader, ConsumerBacklog> found = ReaderBacklogs.of(
                () -> consumer, Map.of(SINK_OF_ORDERS, Map.of(ORDERS, 0L), SINK_OF_ITEMS, Map.of(ITEMS, 0L)), ends);

        // Then
        assertThat(found)
                .containsEntry(SINK_OF_ITEMS, new ConsumerBacklog(2, true, 2_000))
                .containsEntry(SINK_OF_ORDERS, new ConsumerBacklog(ConsumerBacklog.LONGEST_TO_READ, false, 1_000));
    }

    private void end(TopicPartition partition, long end) {
        ends.put(partition, end);
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, end));
    }

    private void record(TopicPartition partition, long offset, long timestamp) {
        consumer.addRecord(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty()));
    }
}
