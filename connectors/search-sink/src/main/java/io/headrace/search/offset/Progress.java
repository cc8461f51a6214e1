package io.headrace.search.offset;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The progress of all partitions that the task owns. Called by the task thread only. */
public final class Progress {
    private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();

    public void open(Collection<TopicPartition> opened) {
        opened.forEach(partition -> partitions.put(partition, new PartitionProgress(partition)));
    }

    /** Of a partition as the broker knows it, whatever topic name a transform has given the record since. */
    public PartitionProgress of(String originalTopic, int originalPartition) {
        TopicPartition partition = new TopicPartition(originalTopic, originalPartition);
        return partitions.computeIfAbsent(partition, PartitionProgress::new);
    }

    /** Forgets the partitions; what is left of them is revoked. */
    public List<PartitionProgress> close(Collection<TopicPartition> closed) {
        List<PartitionProgress> revoked =
                closed.stream().map(partitions::remove).filter(Objects::nonNull).toList();
        revoked.forEach(PartitionProgress::revoke);
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
        partitions.forEach((partition, progress) -> {
            OptionalLong unfinished = progress.firstUnfinished();
            if (unfinished.isPresent()) {
                safe.put(partition, new OffsetAndMetadata(unfinished.getAsLong()));
            }
        });
        return safe;
    }
}
