package io.headrace.listener.internal.dispatch;

import io.headrace.listener.deadletter.ReplayResult;
import io.headrace.listener.spi.FailedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way through its lane. Written by one thread at a time: the one that tries it; the lane's monitor orders
 * them.
 */
public final class InFlightRecord {
    private final ConsumerRecord<byte[], byte[]> record;
    private final LaneKey lane;
    private final long assignment;
    private final boolean doneBefore;
    private final @Nullable Replay replay;
    private int attempts;
    private long firstFailedAt;
    private volatile boolean cancelled;
    private volatile ReplayResult result = ReplayResult.SKIPPED;

    /**
     * @param assignment tells this assignment of the partition from earlier and later ones
     * @param doneBefore an earlier run finished it: it is only remembered, not reacted to
     */
    public InFlightRecord(
            ConsumerRecord<byte[], byte[]> record, TopicPartition partition, long assignment, boolean doneBefore) {
        this(record, partition, assignment, doneBefore, null);
    }

    private InFlightRecord(
            ConsumerRecord<byte[], byte[]> record,
            TopicPartition partition,
            long assignment,
            boolean doneBefore,
            @Nullable Replay replay) {
        this.record = record;
        this.lane = new LaneKey(partition, record.key());
        this.assignment = assignment;
        this.doneBefore = doneBefore;
        this.replay = replay;
    }

    /** A record that comes once more. */
    public static InFlightRecord again(
            ConsumerRecord<byte[], byte[]> record, TopicPartition partition, long assignment, Replay replay) {
        return new InFlightRecord(record, partition, assignment, false, replay);
    }

    /** Why it comes once more; null for the first time. */
    public @Nullable Replay replay() {
        return replay;
    }

    public ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    public LaneKey lane() {
        return lane;
    }

    public TopicPartition partition() {
        return lane.partition();
    }

    public long assignment() {
        return assignment;
    }

    public boolean doneBefore() {
        return doneBefore;
    }

    /** Failed tries so far. */
    public int attempts() {
        return attempts;
    }

    /** Milliseconds since the epoch; meaningless while there are no attempts. */
    public long firstFailedAt() {
        return firstFailedAt;
    }

    /** Counts a failed try. */
    public void failed(long now) {
        if (attempts++ == 0) {
            firstFailedAt = now;
        }
    }

    /** Its partition was taken away: it should not be tried any more, and what becomes of it does not count. */
    public boolean cancelled() {
        return cancelled;
    }

    /** How its replay ended; meaningless for a record that is not replayed. */
    public ReplayResult result() {
        return result;
    }

    public void result(ReplayResult ended) {
        result = ended;
    }

    /** As an observer hears of it. */
    public FailedRecord failure() {
        return new FailedRecord(record.topic(), record.partition(), record.offset(), lane.keyHash(), attempts);
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public String toString() {
        return lane + "@" + record.offset();
    }
}
