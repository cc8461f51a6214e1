package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Counted by Kafka's own consumer in memory. */
class ConsumerBacklogTest {

    private static final TopicPartition FIRST = new TopicPartition("orders", 0);
    private static final TopicPartition SECOND = new TopicPartition("orders", 1);

    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

    @Test
    void shouldCountRecordsAndNotTheOffsetsOfTransactionMarkers() {
        // Given
        end(FIRST, 10);
        consumer.schedulePollTask(() -> {
            record(FIRST, 6, 1_000);
            record(FIRST, 8, 900);
        });
        consumer.schedulePollTask(() -> consumer.seek(FIRST, 10)); // over the marker at the end

        // When
        ConsumerBacklog backlog = ConsumerBacklog.between(() -> consumer, Map.of(FIRST, 5L), ends);

        // Then
        assertThat(backlog).isEqualTo(new ConsumerBacklog(2, true, 900));
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void shouldAskNobodyWhereNothingIsLeft() {
        // Given
        end(FIRST, 10);

        // When
        ConsumerBacklog backlog = ConsumerBacklog.between(
                () -> {
                    throw new AssertionError("no consumer is needed");
                },
                Map.of(FIRST, 10L),
                ends);

        // Then
        assertThat(backlog.none()).isTrue();
        assertThat(backlog.exact()).isTrue();
    }

    @Test
    void shouldTakeTheDifferenceOfOffsetsWhereThereIsTooMuchToRead() {
        // Given
        end(FIRST, ConsumerBacklog.LONGEST_TO_READ);
        end(SECOND, 7);
        consumer.schedulePollTask(() -> {
            record(FIRST, 0, 2_000);
            record(SECOND, 0, 1_000);
        });

        // When
        ConsumerBacklog backlog = ConsumerBacklog.between(() -> consumer, Map.of(), ends);

        // Then
        assertThat(backlog).isEqualTo(new ConsumerBacklog(ConsumerBacklog.LONGEST_TO_READ + 7, false, 1_000));
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
