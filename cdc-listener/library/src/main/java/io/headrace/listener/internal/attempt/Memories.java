package io.headrace.listener.internal.attempt;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.internal.dispatch.LaneKey;
import io.headrace.listener.internal.progress.Deduplication;
import io.headrace.listener.internal.progress.PartitionProgress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is remembered of each assigned partition: source positions that were seen, and parked keys. It is kept by assignment: what
 * records of an earlier assignment still do must not count for a later one. Thread-safe.
 */
public final class Memories {
    /**
     * @param parked with the offset of the key's last change that went to the dead letters
     * @param held keys of which a replay must leave the rest alone
     */
    private record Memory(Deduplication seen, Map<LaneKey, Long> parked, Map<LaneKey, String> held) {}

    private final int keysPerPartition;
    private final Map<Long, Memory> memories = new ConcurrentHashMap<>();
    /** Parked keys of which a letter was replayed, but not the last one. */
    private final Set<LaneKey> unreleased = ConcurrentHashMap.newKeySet();

    public Memories(int keysPerPartition) {
        this.keysPerPartition = keysPerPartition;
    }

    /** @param parkedKeys of any partition */
    public void assigned(PartitionProgress progress, Map<LaneKey, Long> parkedKeys) {
        Map<LaneKey, Long> parked = new ConcurrentHashMap<>();
        parkedKeys.forEach((key, last) -> {
            if (key.partition().equals(progress.partition())) {
                parked.put(key, last);
            }
        });
        memories.put(
                progress.assignment(),
                new Memory(new Deduplication(keysPerPartition), parked, new ConcurrentHashMap<>()));
    }

    public void forget(PartitionProgress progress) {
        memories.remove(progress.assignment());
        unreleased.removeIf(key -> key.partition().equals(progress.partition()));
    }

    /** Remembers the change, and tells whether it was new. */
    boolean admit(InFlightRecord inFlight, RowChange change) {
        Memory memory = memories.get(inFlight.assignment());
        return memory == null || memory.seen().admit(inFlight.lane(), change.origin());
    }

    boolean isParked(InFlightRecord inFlight) {
        Memory memory = memories.get(inFlight.assignment());
        return memory != null && memory.parked().containsKey(inFlight.lane());
    }

    /** The record goes to the dead letters, and so does everything later of its key. */
    void park(InFlightRecord inFlight) {
        Memory memory = memories.get(inFlight.assignment());
        if (memory != null) {
            memory.parked().merge(inFlight.lane(), inFlight.record().offset(), Math::max);
        }
    }

    /** A letter of the key was replayed. True when it was the last one, and the key is parked no more. */
    boolean release(InFlightRecord inFlight) {
        Memory memory = memories.get(inFlight.assignment());
        Long last = memory == null ? null : memory.parked().get(inFlight.lane());
        if (memory == null || last == null) {
            return false;
        }
        if (last > inFlight.record().offset()) {
            unreleased.add(inFlight.lane());
            return false;
        }
        memory.parked().remove(inFlight.lane());
        unreleased.remove(inFlight.lane());
        return true;
    }

    /** Parked keys that a replay has begun to release. */
    public Set<LaneKey> unreleased() {
        return Set.copyOf(unreleased);
    }

    /** Leaves the rest of a key's letters alone, if it is parked, until another replay. */
    public void hold(LaneKey lane, long assignment, String replay) {
        Memory memory = memories.get(assignment);
        if (memory != null) {
            memory.held().put(lane, replay);
            unreleased.remove(lane);
        }
    }

    boolean isHeld(InFlightRecord inFlight, String replay) {
        Memory memory = memories.get(inFlight.assignment());
        return memory != null
                && memory.parked().containsKey(inFlight.lane())
                && replay.equals(memory.held().get(inFlight.lane()));
    }
}
