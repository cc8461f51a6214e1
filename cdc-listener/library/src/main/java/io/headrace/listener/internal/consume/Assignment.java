package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.attempt.Memories;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.internal.progress.Progress;
import io.headrace.listener.internal.progress.ProgressStore;
import io.headrace.listener.internal.progress.StoredProgress;
import io.headrace.listener.internal.replay.ReplayFeed;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that this listener owns, and what is finished in each. Used by the poll thread only. */
public final class Assignment {
    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    /** Of calls that each have the clients' patience already. */
    private static final int TRIES = 5;

    private final Consumer<byte[], byte[]> consumer;
    private final ProgressStore store;
    private final Memories memories;
    private final ReplayFeed replays;
    private final long rememberRecords;
    private final boolean fromBeginning;
    private final Map<TopicPartition, PartitionProgress> partitions = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long assignments;

    /**
     * @param rememberRecords how many records before the committed offset are read again to recognise duplicates
     * @param fromBeginning where to start without a committed offset; else at the end
     */
    public Assignment(
            Consumer<byte[], byte[]> consumer,
            ProgressStore store,
            Memories memories,
            ReplayFeed replays,
            long rememberRecords,
            boolean fromBeginning) {
        this.consumer = consumer;
        this.store = store;
        this.memories = memories;
        this.replays = replays;
        this.rememberRecords = rememberRecords;
        this.fromBeginning = fromBeginning;
    }

    Collection<PartitionProgress> all() {
        return Collections.unmodifiableCollection(partitions.values());
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(partitions.keySet());
    }

    @Nullable
    public PartitionProgress of(TopicPartition partition) {
        return partitions.get(partition);
    }

    boolean isEmpty() {
        return partitions.isEmpty();
    }

    int inFlight() {
        int all = 0;
        for (PartitionProgress progress : partitions.values()) {
            all += progress.inFlight();
        }
        return all;
    }

    /** Restores what earlier owners finished, and goes to where the first record is to be read. */
    void add(Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        Set<TopicPartition> added = new HashSet<>(assigned);
        // Offsets first: they are given out only when no transaction on them is open, so that what is kept is then
        // final.
        Map<TopicPartition, OffsetAndMetadata> committed = retried(() -> consumer.committed(added));
        StoredProgress kept = retried(store::read);
        Map<TopicPartition, Long> beginnings = retried(() -> consumer.beginningOffsets(added));
        Map<TopicPartition, Long> ends = retried(() -> consumer.endOffsets(added));
        for (TopicPartition partition : added) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, beginning);
            OffsetAndMetadata offset = committed.get(partition);
            Progress progress;
            if (offset != null && offset.offset() >= beginning && offset.offset() <= end) {
                progress = kept.progress(partition, offset.offset());
            } else {
                if (offset != null) {
                    LOG.warn(
                            "{}: the committed offset {} is not among the topic's, {} to {}; {}",
                            partition,
                            offset.offset(),
                            beginning,
                            end,
                            "was the topic recreated, or its retention shorter than an outage? Continuing from "
                                    + beginning);
                }
                progress = Progress.upTo(offset != null || fromBeginning ? beginning : end);
            }
            this.ends.put(partition, end);
            PartitionProgress owned = new PartitionProgress(partition, ++assignments, progress);
            if (offset == null || offset.offset() != progress.base()) {
                owned.beginsUncommitted();
            }
            memories.assigned(owned, kept.parked());
            partitions.put(partition, owned);
            consumer.seek(partition, Math.max(beginning, progress.base() - rememberRecords));
        }
        replays.assigned(kept, partitions());
        LOG.info("Assigned {}", added);
    }

    /** They belong to someone else now, or will at once. */
    void remove(Set<TopicPartition> gone) {
        for (TopicPartition partition : gone) {
            ends.remove(partition);
            PartitionProgress removed = partitions.remove(partition);
            if (removed != null) {
                memories.forget(removed);
            }
        }
        replays.gone(gone, partitions());
    }

    /** Records that were there when the partition was assigned and are not read yet: what is known before the first fetch. */
    long unread(TopicPartition partition) {
        PartitionProgress progress = partitions.get(partition);
        return progress == null ? 0 : Math.max(0, ends.getOrDefault(partition, 0L) - progress.read());
    }

    /** Counts what was read but is no record: positions move over it. */
    void readUpToPositions() {
        for (PartitionProgress progress : partitions.values()) {
            progress.readUpTo(retried(() -> consumer.position(progress.partition())));
        }
    }

    /**
     * Calls again when it was interrupted by a wake-up, which a worker may give just when the poll is over and which is meant for
     * no other call, and a few times when the brokers were slow to answer.
     */
    private static <T> T retried(Supplier<T> call) {
        int tries = 0;
        while (true) {
            try {
                return call.get();
            } catch (WakeupException e) {
                LOG.trace("woken outside of a poll");
            } catch (RetriableException e) {
                if (++tries == TRIES) {
                    throw e;
                }
                LOG.info(
                        "The brokers have not yet reported what is finished in new partitions; asking again: {}",
                        e.getMessage());
            }
        }
    }
}
