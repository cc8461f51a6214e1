package io.headrace.console.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the records of several partitions into the order of their timestamps, in which each partition keeps its own order. Up to
 * the ends that are given, a record waits for those of the other partitions; beyond, records come as they are read. Holds
 * no more of each partition than is read at once beyond the bound, if {@link #full} is heeded. For one thread.
 */
final class ArrivalOrder {

    private final Map<TopicPartition, Long> ends;
    private final int held;
    private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> waiting =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));

    /** @param held how many records of a partition to hold */
    ArrivalOrder(Map<TopicPartition, Long> ends, int held) {
        this.ends = ends;
        this.held = held;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        waiting.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), any -> new ArrayDeque<>())
                .add(record);
    }

    /** The partitions of which no more should be read for now. */
    Set<TopicPartition> full() {
        return waiting.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= held)
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
        if (behind.stream().anyMatch(partition -> held(partition).isEmpty())) {
            return List.of();
        }
        PriorityQueue<Map.Entry<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>>> heads = new PriorityQueue<>(
                Comparator.comparingLong(head -> head.getValue().element().timestamp()));
        waiting.entrySet().stream().filter(head -> !head.getValue().isEmpty()).forEach(heads::add);
        List<ConsumerRecord<byte[], byte[]>> ready = new ArrayList<>();
        while (!heads.isEmpty()) {
            Map.Entry<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> next = heads.remove();
            ready.add(next.getValue().remove());
            if (!next.getValue().isEmpty()) {
                heads.add(next);
            } else if (behind.contains(next.getKey())) {
                break;
            }
        }
        return ready;
    }

    private Deque<ConsumerRecord<byte[], byte[]>> held(TopicPartition partition) {
        return waiting.computeIfAbsent(partition, any -> new ArrayDeque<>());
    }
}
