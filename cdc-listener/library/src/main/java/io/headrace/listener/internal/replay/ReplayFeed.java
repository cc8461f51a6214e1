package io.headrace.listener.internal.replay;

import io.headrace.listener.deadletter.Outcome;
import io.headrace.listener.deadletter.ReplayResult;
import io.headrace.listener.internal.attempt.Memories;
import io.headrace.listener.internal.deadletter.Ledger;
import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.internal.dispatch.Replay;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.internal.progress.Progress;
import io.headrace.listener.internal.progress.ReplayPartition;
import io.headrace.listener.internal.progress.Replaying;
import io.headrace.listener.internal.progress.StoredProgress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where replays enter the lanes: takes candidates from the reader, drops those that are not ours or were done before, and keeps
 * account. The reader may be late to know who owns what and what is done; what counts is decided here, by the poll thread.
 *
 * <p>{@link #put}, {@link #generation}, {@link #owned} and {@link #idle} are for the reader, the rest for the poll thread.
 */
public final class ReplayFeed {
    private static final int QUEUE = 500;
    private static final long LOOK_AGAIN_NANOS = 5_000_000;
    /** Of its own, so that live changes cannot starve a replay, nor a replay fill the memory. */
    private static final int MOST_IN_FLIGHT = 200;

    private final BlockingQueue<ReplayCandidate> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<String, TopicPartition> inFlight = new ConcurrentHashMap<>();
    private final Ledger ledger = new Ledger();
    /** The partitions of letters that the ledger has from here, not from the topic. */
    private final Map<String, TopicPartition> entered = new HashMap<>();

    private final Map<ReplayPartition, ReplayMark> marks = new HashMap<>();
    private final Memories memories;
    private volatile Map<ReplayPartition, Replaying> kept = Map.of();
    private final AtomicLong generation = new AtomicLong();
    private volatile Set<TopicPartition> owned = Set.of();

    public ReplayFeed(Memories memories) {
        this.memories = memories;
    }

    /** Waits while the poll thread has enough; false when it did not want it while it was worth waiting. */
    boolean put(ReplayCandidate candidate, BooleanSupplier goesOn) {
        while (!queue.offer(candidate)) {
            if (!goesOn.getAsBoolean()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    /** Changes with the assignment; 0 before the first. */
    long generation() {
        return generation.get();
    }

    Set<TopicPartition> owned() {
        return owned;
    }

    /** Whether nothing that was put is queued or in its lane. */
    boolean idle() {
        return queue.isEmpty() && inFlight.isEmpty();
    }

    /** How far earlier owners came with replays of source topics. */
    Map<ReplayPartition, Replaying> kept() {
        return kept;
    }

    /** @param now everything that is owned */
    public void assigned(StoredProgress restored, Set<TopicPartition> now) {
        ledger.restore(restored);
        kept = Map.copyOf(restored.replaying());
        owned = now;
        generation.incrementAndGet();
    }

    /** What was not committed of these partitions is done by their next owner. */
    public void gone(Set<TopicPartition> partitions, Set<TopicPartition> now) {
        owned = now;
        generation.incrementAndGet();
        inFlight.values().removeIf(partitions::contains);
        marks.keySet().removeIf(mark -> partitions.contains(mark.partition()));
        entered.entrySet().removeIf(entry -> {
            boolean gone = partitions.contains(entry.getValue());
            if (gone) {
                ledger.remove(entry.getKey());
            }
            return gone;
        });
    }

    /**
     * The records that may begin now.
     *
     * @param owners the progress of an assigned partition; null for one that is not assigned
     */
    public List<InFlightRecord> records(Function<TopicPartition, @Nullable PartitionProgress> owners) {
        if (queue.isEmpty()) {
            return List.of();
        }
        List<InFlightRecord> records = new ArrayList<>();
        for (ReplayCandidate next = queue.peek();
                next != null && inFlight.size() < MOST_IN_FLIGHT;
                next = queue.peek()) {
            PartitionProgress owner = owners.apply(next.partition());
            if (owner != null && next.generation() == generation.get()) {
                accept(next, owner, records);
            }
            queue.remove();
        }
        return records;
    }

    private void accept(ReplayCandidate next, PartitionProgress owner, List<InFlightRecord> records) {
        Replay replay = next.replay();
        ConsumerRecord<byte[], byte[]> record = next.record();
        String letter = replay.letter();
        if (letter == null) {
            ReplayMark mark = mark(replay, next);
            if (record == null) {
                mark.progress().readUpTo(next.upTo());
                return;
            }
            if (record.offset() < mark.progress().read() || mark.progress().finishedBefore(record.offset())) {
                return;
            }
            mark.progress().started(record.offset(), record.timestamp());
        } else if (ledger.isSettled(letter, replay.id()) || inFlight.containsKey(letter)) {
            return;
        }
        if (record == null) {
            return;
        }
        if (next.afterSkipped()) {
            memories.hold(next.lane(), owner.assignment(), replay.id());
        }
        inFlight.put(place(letter, record), next.partition());
        records.add(InFlightRecord.again(record, next.partition(), owner.assignment(), replay));
    }

    private ReplayMark mark(Replay replay, ReplayCandidate next) {
        return marks.computeIfAbsent(new ReplayPartition(replay.id(), next.partition()), key -> {
            Replaying before = kept.get(key);
            Progress progress = before == null ? Progress.upTo(next.upTo()) : before.progress();
            return new ReplayMark(
                    key, new PartitionProgress(key.partition(), 0, progress), before == null ? 0 : before.handled());
        });
    }

    private static String place(@Nullable String letter, ConsumerRecord<byte[], byte[]> record) {
        return letter == null ? record.topic() + "-" + record.partition() + "-" + record.offset() : letter;
    }

    /** A record left its lane, with an outcome unless it was skipped. */
    public void settled(InFlightRecord settled, Replay replay) {
        inFlight.remove(place(replay.letter(), settled.record()));
        if (settled.result() == ReplayResult.SKIPPED) {
            return;
        }
        if (replay.letter() != null) {
            ledger.put(replay.letter(), new Outcome(replay.id(), settled.result(), "", replay.requested()));
            entered.put(replay.letter(), settled.partition());
        } else {
            ReplayMark mark = marks.get(new ReplayPartition(replay.id(), settled.partition()));
            if (mark != null) {
                mark.progress().finished(settled.record().offset());
            }
        }
    }

    public Collection<ReplayMark> marks() {
        return Collections.unmodifiableCollection(marks.values());
    }
}
