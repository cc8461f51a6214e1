package io.headrace.search.offset;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of one assignment of one partition that are not finished yet, in the order they were delivered. The task
 * thread adds, the task and sender threads finish; each call is atomic.
 *
 * <p>A ring of offsets; a finished one is kept as its complement until all before it are finished too.
 */
public final class PartitionOffsets {
    private final TopicPartition partition;
    private long[] ring = new long[64];
    private long first;
    private long next;
    private long highest = -1;
    private boolean rewound;
    private boolean revoked;
    private volatile @Nullable Suspicion suspicion;

    /**
     * That the index holds a version which may not be an offset of this partition.
     *
     * @param since when that was seen, in milliseconds since 1970
     */
    record Suspicion(long version, long since) {}

    public PartitionOffsets(TopicPartition partition) {
        this.partition = partition;
    }

    public TopicPartition partition() {
        return partition;
    }

    /** Takes note of a delivered record and returns its ticket for {@link #finish}. */
    public synchronized long begin(long offset) {
        if (next - first == ring.length) {
            grow();
        }
        if (offset <= highest) {
            rewound = true;
        } else {
            highest = offset;
        }
        ring[(int) (next & (ring.length - 1))] = offset;
        return next++;
    }

    public synchronized void finish(long ticket) {
        int slot = (int) (ticket & (ring.length - 1));
        if (ring[slot] >= 0) {
            ring[slot] = ~ring[slot];
        }
        while (first < next && ring[(int) (first & (ring.length - 1))] < 0) {
            first++;
        }
        if (first == next) {
            rewound = false;
        }
    }

    /** The lowest offset that is not finished; empty when all are. */
    public synchronized OptionalLong firstUnfinished() {
        if (first == next) {
            return OptionalLong.empty();
        }
        long lowest = ring[(int) (first & (ring.length - 1))];
        if (rewound) {
            for (long at = first; at < next; at++) {
                long offset = ring[(int) (at & (ring.length - 1))];
                lowest = offset >= 0 ? Math.min(lowest, offset) : lowest;
            }
        }
        return OptionalLong.of(lowest);
    }

    /** From now on nothing of this assignment may be sent; another consumer may own the partition. */
    public synchronized void revoke() {
        revoked = true;
    }

    public synchronized boolean isRevoked() {
        return revoked;
    }

    /** The highest offset that was delivered; -1 when none was. */
    synchronized long highest() {
        return highest;
    }

    /** The highest version counts, and when it was first seen. */
    synchronized void suspect(long version, long now) {
        Suspicion before = suspicion;
        suspicion = before == null
                ? new Suspicion(version, now)
                : new Suspicion(
                        Math.max(version, before.version()), before.version() >= version ? before.since() : now);
    }

    void acquit() {
        suspicion = null;
    }

    /** Whether {@link VersionRegressions#judge} wants to see the records of this partition. */
    public boolean isSuspected() {
        return suspicion != null;
    }

    @Nullable
    Suspicion suspicion() {
        return suspicion;
    }

    private void grow() {
        long[] larger = new long[ring.length * 2];
        for (long at = first; at < next; at++) {
            larger[(int) (at & (larger.length - 1))] = ring[(int) (at & (ring.length - 1))];
        }
        ring = larger;
    }
}
