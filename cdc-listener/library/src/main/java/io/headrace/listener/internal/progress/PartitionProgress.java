package io.headrace.listener.internal.progress;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records of an assigned partition are finished. Its size is that of the records in flight, however far others got
 * ahead of one that does not finish. Used by the poll thread only.
 */
public final class PartitionProgress {
    private final TopicPartition partition;
    private final long assignment;
    private final Progress restored;
    /** When each record in flight was written, by its offset. */
    private final NavigableMap<Long, Long> open = new TreeMap<>();

    private long finished;
    private long next;
    private long highestFinished;
    private long committed;
    private boolean changed;
    private boolean gapWritten;

    /**
     * @param assignment tells this assignment of the partition from earlier and later ones
     * @param restored what earlier owners finished
     */
    public PartitionProgress(TopicPartition partition, long assignment, Progress restored) {
        this.partition = partition;
        this.assignment = assignment;
        this.restored = restored;
        this.next = restored.base();
        this.committed = restored.base();
        this.highestFinished = restored.next() - 1;
        this.gapWritten = hasGap();
    }

    /** Nothing is committed for the partition: where it begins is to be kept, or its next owner might begin behind it. */
    public void beginsUncommitted() {
        committed = -1;
        changed = true;
    }

    public TopicPartition partition() {
        return partition;
    }

    public long assignment() {
        return assignment;
    }

    /** Whether an earlier owner finished this record. */
    public boolean finishedBefore(long offset) {
        return restored.finished(offset);
    }

    /** The record was read and is in flight. */
    public void started(long offset, long writtenAt) {
        if (offset >= restored.base()) {
            open.put(offset, writtenAt);
            next = offset + 1;
        }
    }

    /** The record is finished: its effects and what it publishes are done or part of the next commit. */
    public void finished(long offset) {
        if (open.remove(offset) != null) {
            finished++;
            highestFinished = Math.max(highestFinished, offset);
            changed = true;
        }
    }

    /** The records before this position were read, if by skipping what is not a record. */
    public void readUpTo(long position) {
        next = Math.max(next, position);
    }

    /** Everything before this position was read. */
    public long read() {
        return next;
    }

    public int inFlight() {
        return open.size();
    }

    /** How many records were finished; tells whether there is progress. */
    public long finishedCount() {
        return finished;
    }

    /** When the oldest record in flight was written, in milliseconds since the epoch; empty when there is none. */
    public OptionalLong oldestInFlight() {
        return open.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(open.firstEntry().getValue());
    }

    /** Everything before this offset is finished. Never goes back. */
    public long committable() {
        return open.isEmpty() ? next : open.firstKey();
    }

    /** Whether records from {@link #committable()} on are finished, which a restart would do again if it were not kept. */
    public boolean hasGap() {
        return highestFinished >= committable();
    }

    /** All of what is finished. */
    public Progress progress() {
        NavigableSet<Long> all =
                new TreeSet<>(open.headMap(highestFinished, true).keySet());
        if (next < restored.next()) {
            all.addAll(restored.open().tailSet(next, true));
        }
        return new Progress(committable(), Math.max(committable(), highestFinished + 1), all);
    }

    /** Whether records finished since the last commit. */
    public boolean changed() {
        return changed;
    }

    /** Whether a commit would move the offset. */
    public boolean moved() {
        return committable() > committed;
    }

    /** Whether the last commit kept a gap, which the next must replace or clear. */
    public boolean gapWritten() {
        return gapWritten;
    }

    /** A commit begins of {@link #committable()} and {@link #progress()}, as they are now. One at a time. */
    public Committing committing() {
        return new Committing();
    }

    /** What a commit keeps, while more records finish. */
    public final class Committing {
        private final long offset = committable();
        private final boolean gap = hasGap();
        private final boolean finishes = changed;

        private Committing() {
            changed = false;
        }

        public void succeeded() {
            committed = offset;
            gapWritten = gap;
        }

        public void failed() {
            changed |= finishes;
        }
    }
}
