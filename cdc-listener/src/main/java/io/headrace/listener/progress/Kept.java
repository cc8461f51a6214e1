package io.headrace.listener.progress;

import io.headrace.listener.dispatch.LaneKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the progress topic holds, after its compaction by key. */
public final class Kept {
    private final Map<TopicPartition, Progress> progress = new HashMap<>();
    private final Set<LaneKey> parked = new HashSet<>();

    void progress(TopicPartition partition, @Nullable Progress kept) {
        if (kept == null) {
            progress.remove(partition);
        } else {
            progress.put(partition, kept);
        }
    }

    void parked(LaneKey key, boolean isParked) {
        if (isParked) {
            parked.add(key);
        } else {
            parked.remove(key);
        }
    }

    /**
     * The progress that goes with a committed offset. They were written in one transaction, so when they differ someone has
     * moved the offset since, and that is what counts.
     */
    public Progress progress(TopicPartition partition, long committed) {
        Progress kept = progress.get(partition);
        return kept != null && kept.base() == committed ? kept : Progress.upTo(committed);
    }

    public Set<LaneKey> parked() {
        return Set.copyOf(parked);
    }
}
