package io.headrace.listener.internal.consume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.Envelopes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The source topic: changes of a few keys, with what comes between them in a real one. */
final class SimulatedSource {
    /** What a record of the topic is. {@code id} is the same for a change and its duplicate; {@code sequence} counts a key's changes. */
    record Entry(
            ConsumerRecord<byte[], byte[]> record,
            String id,
            int key,
            int sequence,
            boolean reacted,
            boolean duplicate) {
        TopicPartition partition() {
            return new TopicPartition(record.topic(), record.partition());
        }
    }

    static final String TOPIC = "dbserver1.inventory.orders";

    private final Random random;
    private final Envelopes envelopes = Envelopes.create();
    private final int keys;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, List<Entry>> log = new HashMap<>();
    private final Map<TopicPartition, Long> end = new HashMap<>();
    private final Map<Integer, Integer> sequences = new HashMap<>();
    private final Map<String, Entry> changes = new HashMap<>();

    SimulatedSource(Random random, int partitionCount, int keys) {
        this.random = random;
        this.keys = keys;
        for (int i = 0; i < partitionCount; i++) {
            TopicPartition partition = new TopicPartition(TOPIC, i);
            partitions.add(partition);
            log.put(partition, new ArrayList<>());
            end.put(partition, 0L);
        }
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    List<Entry> log(TopicPartition partition) {
        return log.get(partition);
    }

    long end(TopicPartition partition) {
        return end.get(partition);
    }

    /** The changes that are to be reacted to, by id. */
    Map<String, Entry> changes() {
        return changes;
    }

    /** Writes the next change, mostly; else a snapshot row, a tombstone, or what the source wrote a while ago once more. */
    void append() {
        int key = random.nextInt(keys);
        TopicPartition partition = partitions.get(key % partitions.size());
        int dice = random.nextInt(20);
        if (dice == 0) {
            add(partition, key, envelopes.snapshot(Envelopes.order(key, "NEW")), "", 0, false, false);
        } else if (dice == 1) {
            add(partition, key, null, "", 0, false, false);
        } else if (dice == 2) {
            repeat(partition);
        } else {
            int sequence = sequences.merge(key, 1, Integer::sum);
            byte[] value = envelopes.updated(version(key, sequence - 1), version(key, sequence));
            add(partition, key, value, key + "/" + sequence, sequence, true, false);
        }
    }

    private static ObjectNode version(int key, int sequence) {
        return Envelopes.order(key, "NEW").put("version", sequence);
    }

    /** The source crashed and went back: the last few records come again, at other offsets. */
    private void repeat(TopicPartition partition) {
        List<Entry> entries = List.copyOf(log.get(partition));
        int from = Math.max(0, entries.size() - 1 - random.nextInt(5));
        entries.subList(from, entries.size()).stream()
                .filter(Entry::reacted)
                .forEach(entry ->
                        add(partition, entry.key(), entry.record().value(), entry.id(), entry.sequence(), true, true));
    }

    private void add(
            TopicPartition partition,
            int key,
            byte[] value,
            String id,
            int sequence,
            boolean reacted,
            boolean duplicate) {
        long offset = end.get(partition) + (random.nextInt(4) == 0 ? 1 : 0); // a transaction marker
        Entry entry = new Entry(
                new ConsumerRecord<>(TOPIC, partition.partition(), offset, Envelopes.key(key), value),
                id,
                key,
                sequence,
                reacted,
                duplicate);
        log.get(partition).add(entry);
        end.put(partition, offset + 1);
        if (reacted && !duplicate) {
            changes.put(id, entry);
        }
    }
}
