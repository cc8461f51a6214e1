package io.headrace.listener.internal.progress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.internal.dispatch.LaneKey;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the progress topic holds, after its compaction by key. */
public final class StoredProgress {
    /** Between the id of a letter and that of a replay: topics have none in their names. */
    public static final String OF = "/";

    private final Map<TopicPartition, Progress> progress = new HashMap<>();
    private final Map<LaneKey, Long> parked = new HashMap<>();
    private final Map<String, ObjectNode> replays = new LinkedHashMap<>();
    private final Map<String, ObjectNode> letters = new LinkedHashMap<>();
    private final Map<ReplayPartition, Replaying> replaying = new HashMap<>();

    void progress(TopicPartition partition, @Nullable Progress kept) {
        if (kept == null) {
            progress.remove(partition);
        } else {
            progress.put(partition, kept);
        }
    }

    /** @param last the offset of the key's last change that went to the dead letters; null when it is parked no more */
    void parked(LaneKey key, @Nullable Long last) {
        if (last == null) {
            parked.remove(key);
        } else {
            parked.put(key, last);
        }
    }

    void replay(String id, @Nullable ObjectNode request) {
        if (request == null) {
            replays.remove(id);
        } else {
            replays.put(id, request);
        }
    }

    void letter(String id, @Nullable ObjectNode outcome) {
        if (outcome == null) {
            letters.remove(id);
        } else {
            letters.remove(id); // so that it becomes the last
            letters.put(id, outcome);
        }
    }

    void replaying(ReplayPartition partition, @Nullable Replaying kept) {
        if (kept == null) {
            replaying.remove(partition);
        } else {
            replaying.put(partition, kept);
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

    /** The parked keys, each with the offset of its last change that went to the dead letters. */
    public Map<LaneKey, Long> parked() {
        return Map.copyOf(parked);
    }

    /** The replays that were asked for, by their ids, in the order in which they were. */
    public Map<String, ObjectNode> replays() {
        return Collections.unmodifiableMap(replays);
    }

    /** What became of dead letters in replays, by the ids of both with {@link #OF} between, in the order in which it did. */
    public Map<String, ObjectNode> letters() {
        return Collections.unmodifiableMap(letters);
    }

    /** How far replays of source topics are. */
    public Map<ReplayPartition, Replaying> replaying() {
        return Collections.unmodifiableMap(replaying);
    }
}
