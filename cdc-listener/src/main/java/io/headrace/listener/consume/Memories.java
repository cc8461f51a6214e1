package io.headrace.listener.consume;

import io.headrace.listener.RowChange;
import io.headrace.listener.dispatch.LaneKey;
import io.headrace.listener.dispatch.Work;
import io.headrace.listener.progress.Deduplication;
import io.headrace.listener.progress.PartitionProgress;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of each assigned partition: source positions that were seen, and parked keys. It is kept by assignment: what
 * works of an earlier assignment still do must not count for a later one. Thread-safe.
 */
final class Memories {
    private record Memory(Deduplication seen, Set<LaneKey> parked) {}

    private final int keysPerPartition;
    private final Map<Long, Memory> memories = new ConcurrentHashMap<>();

    Memories(int keysPerPartition) {
        this.keysPerPartition = keysPerPartition;
    }

    /** @param parkedKeys of any partition */
    void assigned(PartitionProgress progress, Collection<LaneKey> parkedKeys) {
        Set<LaneKey> parked = ConcurrentHashMap.newKeySet();
        parkedKeys.stream()
                .filter(key -> key.partition().equals(progress.partition()))
                .forEach(parked::add);
        memories.put(progress.assignment(), new Memory(new Deduplication(keysPerPartition), parked));
    }

    void forget(PartitionProgress progress) {
        memories.remove(progress.assignment());
    }

    /** Remembers the change, and tells whether it was new. */
    boolean admit(Work work, RowChange change) {
        Memory memory = memories.get(work.assignment());
        return memory == null || memory.seen().admit(work.lane(), change.origin());
    }

    boolean isParked(Work work) {
        Memory memory = memories.get(work.assignment());
        return memory != null && memory.parked().contains(work.lane());
    }

    void park(Work work) {
        Memory memory = memories.get(work.assignment());
        if (memory != null) {
            memory.parked().add(work.lane());
        }
    }
}
