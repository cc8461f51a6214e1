package io.headrace.console.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ArrivalOrderTest {

    private static final int HELD = 5;
    private static final TopicPartition LINES = new TopicPartition("lines", 0);
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

    @Test
    void shouldGiveRecordsOfAllTopicsInTheOrderOfTheirArrival() {
        // Given
        ArrivalOrder order = new ArrivalOrder(Map.of(LINES, 2L, ORDERS, 2L), HELD);
        add(order, LINES, 0, 10);
        add(order, LINES, 1, 30);
        add(order, ORDERS, 0, 20);
        add(order, ORDERS, 1, 40);

        // When
        List<ConsumerRecord<byte[], byte[]>> ready = order.ready(partition -> 2);

        // Then
        assertThat(ready).extracting(ConsumerRecord::timestamp).containsExactly(10L, 20L, 30L, 40L);
    }

    @Test
    void shouldWaitForATopicThatHasNotBeenReadToItsEnd() {
        // Given
        ArrivalOrder order = new ArrivalOrder(Map.of(LINES, 1L, ORDERS, 1L), HELD);
        add(order, LINES, 0, 20);

        // When
        List<ConsumerRecord<byte[], byte[]>> early = order.ready(partition -> partition.equals(LINES) ? 1 : 0);

        // Then
        assertThat(early).isEmpty();

        // and then
        add(order, ORDERS, 0, 10);
        assertThat(order.ready(partition -> 1))
                .extracting(ConsumerRecord::topic)
                .containsExactly("orders", "lines");
    }

    @Test
    void shouldNotWaitBeyondTheEndsOfTheBeginning() {
        ArrivalOrder order = new ArrivalOrder(Map.of(LINES, 5L, ORDERS, 7L), HELD);
        add(order, LINES, 5, 20);

        assertThat(order.ready(partition -> 7)).hasSize(1);
    }

    @Test
    void shouldKeepTheOrderWithinATopicWhateverTheTimestampsSay() {
        ArrivalOrder order = new ArrivalOrder(Map.of(), HELD);
        add(order, LINES, 0, 20);
        add(order, LINES, 1, 10);

        assertThat(order.ready(partition -> 2))
                .extracting(ConsumerRecord::offset)
                .containsExactly(0L, 1L);
    }

    @Test
    void shouldTellWhatToReadNoMoreOfWhileItWaits() {
        ArrivalOrder order = new ArrivalOrder(Map.of(LINES, 9_000L, ORDERS, 1L), HELD);
        for (int i = 0; i < HELD; i++) {
            add(order, LINES, i, i);
        }

        assertThat(order.full()).containsExactly(LINES);
    }

    private static void add(ArrivalOrder order, TopicPartition partition, long offset, long timestamp) {
        order.add(new ConsumerRecord<>(
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
