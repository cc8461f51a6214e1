package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.commit.NotCommittedException;
import io.headrace.listener.internal.progress.Progress;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.internal.progress.StoredProgress;
import io.headrace.listener.reaction.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What survives every crash: committed offsets, the progress topic, published events, dead letters, and who owns what. */
final class SimulatedBroker {
    static final ProgressTopic PROGRESS = new ProgressTopic("progress");

    private final Oracle oracle;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, Object> owners = new HashMap<>();
    private final List<Message> progress = new ArrayList<>();
    private final StoredProgress kept = new StoredProgress();

    SimulatedBroker(Oracle oracle) {
        this.oracle = oracle;
    }

    void own(TopicPartition partition, Object owner) {
        owners.put(partition, owner);
    }

    boolean owns(Object owner, TopicPartition partition) {
        return owners.get(partition) == owner;
    }

    Long committed(TopicPartition partition) {
        return committed.get(partition);
    }

    /** What a new owner reads of the progress topic. */
    StoredProgress restore(PlantedBug bug) {
        StoredProgress restored = new StoredProgress();
        for (Message message : progress) {
            Message read = bug.restored(message);
            if (read != null) {
                PROGRESS.read(read.key(), read.value(), restored);
            }
        }
        return restored;
    }

    /** One transaction. It fails as a whole when an offset is of a partition that the owner lost. */
    void commit(Object owner, boolean knowsBetter, List<Message> messages, Map<TopicPartition, Long> offsets)
            throws NotCommittedException {
        for (TopicPartition partition : offsets.keySet()) {
            if (!owns(owner, partition)) {
                if (knowsBetter) {
                    oracle.violation("a commit for " + partition + " after it was given back");
                }
                throw new NotCommittedException("fenced", null);
            }
        }
        publish(messages);
        for (var offset : offsets.entrySet()) {
            Long before = committed.put(offset.getKey(), offset.getValue());
            if (before != null && before > offset.getValue()) {
                oracle.violation(
                        "the offset of " + offset.getKey() + " goes back from " + before + " to " + offset.getValue());
            }
            Progress progress = kept.progress(offset.getKey(), offset.getValue());
            oracle.committed(offset.getKey(), progress);
        }
    }

    /** Also without a transaction, for the planted bug that does so. */
    void publish(List<Message> messages) {
        for (Message message : messages) {
            switch (message.topic()) {
                case "progress" -> {
                    progress.add(message);
                    PROGRESS.read(message.key(), message.value(), kept);
                }
                case "dead" -> oracle.deadLettered(message);
                default -> oracle.published(message);
            }
        }
    }
}
