package io.headrace.console.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of several partitions into the order of their timestamps, in which each partition keeps its own order. Up to
 * the ends that are given, a record waits for those of the other partitions; beyond, records come as they are read. Holds
 * some thousands of records of each partition, if {@link #full} is heeded. For one thread.
 */
final class ArrivalOrder {

    private static final int HELD = 2_000;

    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));

    ArrivalOrder(Map<TopicPartition, Long> ends) {
        this.ends = ends;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        waiting.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), any -> new ArrayDeque<>())
                .add(record);
    }

    /** The partitions of which no more should be read for now. */
    Set<TopicPartition> full() {
        return waiting.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= HELD)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * The records before which no other can come.
     *
     * @param positions up to where each partition has been read
     */
    List<ConsumerRecord<byte[], byte[]>> ready(ToLongFunction<TopicPartition> positions) {
        Set<TopicPartition> behind = ends.entrySet().stream()
                .filter(end -> positions.applyAsLong(end.getKey()) < end.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<ConsumerRecord<byte[], byte[]>> ready = new ArrayList<>();
        while (behind.stream().noneMatch(partition -> held(partition).isEmpty())) {
            Deque<ConsumerRecord<byte[], byte[]>> next = earliest();
            if (next == null) {
                break;
            }
            ready.add(next.remove());
        }
        return ready;
    }

    private Deque<ConsumerRecord<byte[], byte[]>> held(TopicPartition partition) {
        return waiting.computeIfAbsent(partition, any -> new ArrayDeque<>());
    }

    private @Nullable Deque<ConsumerRecord<byte[], byte[]>> earliest() {
        return waiting.values().stream()
                .filter(records -> !records.isEmpty())
                .min(Comparator.comparingLong(records -> records.element().timestamp()))
                .orElse(null);
    }
}
