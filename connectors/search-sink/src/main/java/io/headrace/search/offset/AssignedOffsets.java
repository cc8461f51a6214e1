package io.headrace.search.offset;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The unfinished offsets of every partition that the task owns. Called by the task thread only. */
public final class AssignedOffsets {
    private final Map<TopicPartition, PartitionOffsets> partitions = new HashMap<>();

    public void open(Collection<TopicPartition> opened) {
        opened.forEach(partition -> partitions.put(partition, new PartitionOffsets(partition)));
    }

    /** Of a partition as the broker knows it, whatever topic name a transform has given the record since. */
    public PartitionOffsets of(String originalTopic, int originalPartition) {
        TopicPartition partition = new TopicPartition(originalTopic, originalPartition);
        return partitions.computeIfAbsent(partition, PartitionOffsets::new);
    }

    /** Forgets the partitions; what is left of them is revoked. */
    public List<PartitionOffsets> close(Collection<TopicPartition> closed) {
        List<PartitionOffsets> revoked =
                closed.stream().map(partitions::remove).filter(Objects::nonNull).toList();
        revoked.forEach(PartitionOffsets::revoke);
        return revoked;
    }

    public List<TopicPartition> partitions() {
        return List.copyOf(partitions.keySet());
    }

    /**
     * Where each partition may be resumed without losing a record: its first unfinished record, else where the
     * framework stands, since records that transforms dropped never came here.
     */
    public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> current) {
        Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>(current);
        partitions.forEach((partition, offsets) -> {
            OptionalLong unfinished = offsets.firstUnfinished();
            if (unfinished.isPresent()) {
                safe.put(partition, new OffsetAndMetadata(unfinished.getAsLong()));
            }
        });
        return safe;
    }
}
