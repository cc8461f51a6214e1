package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.attempt.StoppedByReaction;
import io.headrace.listener.internal.commit.Checkpoint;
import io.headrace.listener.internal.commit.NotCommittedException;
import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.internal.dispatch.Lanes;
import io.headrace.listener.internal.dispatch.SettledRecord;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.internal.replay.ReplayFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the poll thread does, round by round: take what the workers finished, commit it when due, fetch records and hand
 * them to the lanes. Everything here is used by that thread only.
 *
 * <p>The thread never waits for a reaction, so it polls on time however long one takes: when too much is in flight the
 * partitions are paused. It waits, up to a deadline, when partitions are taken away and when the listener stops.
 */
public final class ConsumeLoop implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumeLoop.class);

    /** The producer's own limits are shorter. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How soon to look again whether a commit has ended, while there is nothing else to do. */
    private static final long LOOK_AGAIN_MILLIS = 5;

    /** For what was finished at the last moment. */
    private static final long LAST_TRY_MILLIS = 500;

    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final Lanes lanes;
    private final SettledRecords settlements;
    private final Checkpoint checkpoint;
    private final ReplayFeed replays;
    private final FlowLimit limit;
    private final Duration drainWithin;
    private final LongSupplier clock;
    private boolean commitFailing;

    public ConsumeLoop(
            Consumer<byte[], byte[]> consumer,
            Assignment assignment,
            Lanes lanes,
            SettledRecords settlements,
            Checkpoint checkpoint,
            ReplayFeed replays,
            FlowLimit limit,
            Duration drainWithin,
            LongSupplier clock) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.lanes = lanes;
        this.settlements = settlements;
        this.checkpoint = checkpoint;
        this.replays = replays;
        this.limit = limit;
        this.drainWithin = drainWithin;
        this.clock = clock;
    }

    /** Once, before the first round. */
    void begin() {
        checkpoint.begin();
    }

    /** One round. {@code mayRead} is false while the listener is paused. */
    void round(boolean mayRead) {
        takeSettled();
        lanes.wake();
        if (checkpoint.hasEnded()) {
            endCommit();
        }
        if (dueAt() <= clock.getAsLong()) {
            beginCommit(PATIENCE);
        }
        int room = limit.missingRoom(lanes.inFlight() + checkpoint.pending());
        limit.apply(consumer, mayRead && room == 0);
        dispatch(poll(room));
        if (mayRead) {
            lanes.offer(replays.records(assignment::of));
        }
    }

    /** Lets what is being tried finish, within the deadline, and commits it. */
    void drain() {
        Set<TopicPartition> all = assignment.partitions();
        finish(all);
        forget(all); // what could not be committed now cannot be when the group takes the partitions back either
    }

    private ConsumerRecords<byte[], byte[]> poll(int room) {
        settlements.polling(room);
        try {
            return consumer.poll(Duration.ofMillis(settlements.isWaiting() || checkpoint.hasEnded() ? 0 : patience()));
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        } finally {
            settlements.polled();
        }
    }

    private long patience() {
        long now = clock.getAsLong();
        long until = Math.min(dueAt(), lanes.nextRetryAt().orElse(Long.MAX_VALUE));
        return Math.max(0, Math.min(until - now, limit.longestPollMillis()));
    }

    private long dueAt() {
        return checkpoint.dueAt(assignment.all(), replays.marks(), lanes.quiet());
    }

    private void dispatch(ConsumerRecords<byte[], byte[]> records) {
        if (!records.isEmpty()) {
            List<InFlightRecord> offered = new ArrayList<>(records.count());
            for (TopicPartition partition : records.partitions()) {
                PartitionProgress progress = assignment.of(partition);
                if (progress != null) {
                    accept(records.records(partition), progress, offered);
                }
            }
            lanes.offer(offered);
        }
        assignment.readUpToPositions();
    }

    private static void accept(
            List<ConsumerRecord<byte[], byte[]>> records, PartitionProgress progress, List<InFlightRecord> offered) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            boolean doneBefore = progress.finishedBefore(record.offset());
            if (record.value() == null) {
                continue; // a tombstone: the position moves over it
            }
            if (!doneBefore) {
                progress.started(record.offset(), record.timestamp());
            }
            offered.add(new InFlightRecord(record, progress.partition(), progress.assignment(), doneBefore));
        }
    }

    private void takeSettled() {
        for (SettledRecord settled = settlements.poll(); settled != null; settled = settlements.poll()) {
            InFlightRecord inFlight = settled.inFlight();
            if (settled.fatal() != null) {
                throw new StoppedByReaction(inFlight, settled.fatal());
            }
            PartitionProgress progress = assignment.of(inFlight.partition());
            if (progress == null || progress.assignment() != inFlight.assignment()) {
                continue;
            }
            if (inFlight.replay() != null) {
                replays.settled(inFlight, inFlight.replay());
                checkpoint.add(settled, clock.getAsLong());
            } else if (!inFlight.doneBefore()) {
                progress.finished(inFlight.record().offset());
                checkpoint.add(settled, clock.getAsLong());
            }
        }
    }

    private boolean beginCommit(Duration within) {
        return checkpoint.commit(
                assignment.all(), replays.marks(), consumer.groupMetadata(), clock.getAsLong(), within);
    }

    private boolean endCommit() {
        try {
            checkpoint.end(clock.getAsLong());
            if (commitFailing) {
                LOG.info("Commits work again");
                commitFailing = false;
            }
            return true;
        } catch (NotCommittedException e) {
            if (!commitFailing) {
                LOG.warn("A commit failed and is retried; offsets are held until it succeeds: {}", e.getMessage());
                commitFailing = true;
            }
            return false;
        }
    }

    /**
     * Waits for the commit under way. Its own limits are minutes, in which the group would wait as well; when it ends later, it
     * does so as a whole, and the next owner's first question waits for it.
     *
     * @return whether it has ended, with whatever result
     */
    private boolean awaitCommit(long deadline) {
        while (!checkpoint.hasEnded() && clock.getAsLong() < deadline) {
            settlements.await(LOOK_AGAIN_MILLIS);
            takeSettled();
        }
        return checkpoint.hasEnded();
    }

    /** Commits what is finished, tries it again until the deadline when it fails, and leaves a commit alone that hangs. */
    private void commitUntil(long deadline) {
        long now = clock.getAsLong();
        while (beginCommit(Duration.ofMillis(Math.max(LAST_TRY_MILLIS, deadline - now)))) {
            if (!awaitCommit(Math.max(deadline, now + LAST_TRY_MILLIS))) {
                tellThatACommitHangs();
                return;
            }
            now = clock.getAsLong();
            if (endCommit() || now >= deadline) {
                return;
            }
            settlements.await(50);
        }
    }

    private void tellThatACommitHangs() {
        LOG.warn(
                "A commit did not finish within {} ms; partitions are given back without it, and what it contains may"
                        + " be delivered again",
                drainWithin.toMillis());
    }

    /** Waits for the records of the partitions that are being tried, forgets those that are not, and commits. */
    private void finish(Set<TopicPartition> partitions) {
        lanes.cancel(partitions);
        long deadline = clock.getAsLong() + drainWithin.toMillis();
        takeSettled();
        while (lanes.running(partitions) > 0 && clock.getAsLong() < deadline) {
            settlements.await(Math.max(1, Math.min(50, deadline - clock.getAsLong())));
            takeSettled();
        }
        boolean hangs =
                checkpoint.committing() && !awaitCommit(Math.max(deadline, clock.getAsLong() + LAST_TRY_MILLIS));
        if (checkpoint.hasEnded()) {
            endCommit();
        }
        takeSettled();
        int left = lanes.running(partitions);
        if (left > 0) {
            LOG.warn(
                    "{} reactions did not finish within {} ms; their changes will be delivered again",
                    left,
                    drainWithin.toMillis());
        }
        if (hangs) {
            tellThatACommitHangs();
        } else {
            commitUntil(deadline);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assignment.add(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Set<TopicPartition> revoked = new HashSet<>(partitions);
        revoked.retainAll(assignment.partitions());
        if (!revoked.isEmpty()) {
            finish(revoked);
            forget(revoked);
            LOG.info("Gave back {}", revoked);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        Set<TopicPartition> lost = new HashSet<>(partitions);
        lanes.cancel(lost);
        forget(lost);
        LOG.warn("Lost {} without notice; changes in flight may be delivered again by the new owner", lost);
    }

    private void forget(Set<TopicPartition> partitions) {
        assignment.remove(partitions);
        checkpoint.forget(partitions);
    }
}
