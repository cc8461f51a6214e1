package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.consume.SimulatedSource.Entry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Kafka's mock of a consumer, fed from the simulated topic at its position, a few records at a time. */
final class SimulatedConsumer extends MockConsumer<byte[], byte[]> {
    private final Simulation simulation;

    SimulatedConsumer(Simulation simulation) {
        super("earliest");
        this.simulation = simulation;
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        int room = 1 + simulation.random().nextInt(simulation.maxInFlight() / 2);
        for (TopicPartition partition : assignment()) {
            if (paused().contains(partition)) {
                continue;
            }
            long position = position(partition);
            for (Entry entry : simulation.source().log(partition)) {
                if (entry.record().offset() >= position && room > 0) {
                    addRecord(entry.record());
                    room--;
                }
            }
        }
        return super.poll(timeout);
    }

    /** The mock remembers those that it lost. */
    @Override
    public synchronized Set<TopicPartition> paused() {
        Set<TopicPartition> paused = new HashSet<>(super.paused());
        paused.retainAll(assignment());
        return paused;
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Long offset = simulation.broker().committed(partition);
            committed.put(partition, offset == null ? null : new OffsetAndMetadata(offset));
        }
        return committed;
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        partitions.forEach(partition -> beginnings.put(partition, 0L));
        return beginnings;
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions.forEach(partition -> ends.put(partition, simulation.source().end(partition)));
        return ends;
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        return OptionalLong.of(simulation.source().end(partition) - position(partition));
    }
}
