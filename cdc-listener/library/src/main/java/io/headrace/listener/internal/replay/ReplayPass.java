package io.headrace.listener.internal.replay;

import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.Range;
import io.headrace.listener.deadletter.ReplayRequest;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.internal.attempt.Memories;
import io.headrace.listener.internal.deadletter.Ledger;
import io.headrace.listener.internal.deadletter.Matching;
import io.headrace.listener.internal.deadletter.OriginalRecord;
import io.headrace.listener.internal.deadletter.Originals;
import io.headrace.listener.internal.deadletter.TopicReader;
import io.headrace.listener.internal.dispatch.LaneKey;
import io.headrace.listener.internal.dispatch.Replay;
import io.headrace.listener.internal.progress.ReplayPartition;
import io.headrace.listener.internal.progress.Replaying;
import io.headrace.listener.internal.progress.StoredProgress;
import io.headrace.listener.spi.ChangeDecoder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One reading of what a replay is of, for one assignment. A letter of a parked key that was written meanwhile is read too, until
 * nothing of the keys that the replay began with is left. Used by the reader's thread.
 */
final class ReplayPass {
    private static final long LOOK_AGAIN_NANOS = 50_000_000;
    /** For letters that are written, but not committed yet. One that was deleted would be looked for without end. */
    private static final int MOST_LOOKS = 600;

    private final ReplayRequest request;
    private final long generation;
    private final StoredProgress book;
    private final Ledger ledger = new Ledger();
    private final String deadLetterTopic;
    private final TopicReader reader;
    private final ChangeDecoder decoder;
    private final Originals originals;
    private final ReplayFeed feed;
    private final Memories memories;
    private final BooleanSupplier cancelled;
    private final BooleanSupplier stopped;
    private final Runnable meanwhile;
    /** Keys of which an earlier letter was left out. */
    private final Set<LaneKey> skipped = new HashSet<>();

    private long nextAt = System.nanoTime();

    /** @param meanwhile is run every now and then: hears of cancellations */
    ReplayPass(
            ReplayRequest request,
            long generation,
            StoredProgress book,
            String deadLetterTopic,
            TopicReader reader,
            ChangeDecoder decoder,
            ReplayFeed feed,
            Memories memories,
            BooleanSupplier cancelled,
            BooleanSupplier stopped,
            Runnable meanwhile) {
        this.request = request;
        this.generation = generation;
        this.book = book;
        this.deadLetterTopic = deadLetterTopic;
        this.reader = reader;
        this.decoder = decoder;
        this.originals = new Originals(reader);
        this.feed = feed;
        this.memories = memories;
        this.cancelled = cancelled;
        this.stopped = stopped;
        this.meanwhile = meanwhile;
    }

    /** Returns false when the assignment changed, and it must be read again. */
    boolean run() {
        request.selection().to(source -> readSource(new Matching(source, decoder)), this::readLetters);
        while (goesOn() && !feed.idle()) {
            pause();
        }
        return feed.generation() == generation && !stopped.getAsBoolean();
    }

    private void readLetters(Selection.Letters letters) {
        ledger.restore(book);
        reader.read(request.ranges(), letter -> goesOn() && readLetter(letter, letters));
        releaseParked();
    }

    private boolean goesOn() {
        return feed.generation() == generation && !cancelled.getAsBoolean() && !stopped.getAsBoolean();
    }

    private boolean readLetter(ConsumerRecord<byte[], byte[]> letter, Selection.@Nullable Letters letters) {
        LetterId id = new LetterId(letter.topic(), letter.partition(), letter.offset());
        ConsumerRecord<byte[], byte[]> original = originals.of(letter).orElse(null);
        if (original == null || ledger.isReplayed(id.toString())) {
            return true;
        }
        TopicPartition partition = new TopicPartition(original.topic(), original.partition());
        LaneKey lane = new LaneKey(partition, original.key());
        if (!feed.owned().contains(partition)) {
            return true;
        }
        boolean selected = letters == null || letters.has(id, OriginalRecord.error(letter));
        if (!selected || ledger.isSettled(id.toString(), request.id())) {
            skipped.add(lane);
            return true;
        }
        put(new Replay(request.id(), id.toString(), letters != null, cancelled), partition, original, 0);
        return true;
    }

    /** Letters that were written since the replay was asked for, of parked keys that it began with. */
    private void releaseParked() {
        int looks = 0;
        while (goesOn() && looks++ < MOST_LOOKS) {
            if (!feed.idle()) {
                looks = 0;
                pause();
                continue;
            }
            Set<LaneKey> keys = new HashSet<>(memories.unreleased());
            keys.removeAll(skipped);
            if (keys.isEmpty()) {
                return;
            }
            Map<TopicPartition, Range> since = new HashMap<>();
            reader.all(deadLetterTopic)
                    .forEach((partition, range) -> since.put(
                            partition,
                            new Range(
                                    Math.max(
                                            range.from(),
                                            Optional.ofNullable(request.ranges().get(partition))
                                                    .map(Range::to)
                                                    .orElse(range.from())),
                                    range.to())));
            reader.read(since, letter -> goesOn() && readLetterOf(keys, letter));
            pause(LOOK_AGAIN_NANOS);
        }
    }

    private boolean readLetterOf(Set<LaneKey> keys, ConsumerRecord<byte[], byte[]> letter) {
        boolean wanted = OriginalRecord.of(letter)
                .map(original ->
                        new LaneKey(new TopicPartition(original.topic(), original.partition()), original.key()))
                .filter(keys::contains)
                .isPresent();
        return !wanted || readLetter(letter, null);
    }

    private void readSource(Matching matching) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        for (var entry : request.ranges().entrySet()) {
            TopicPartition partition = entry.getKey();
            if (feed.owned().contains(partition)) {
                Replaying before = feed.kept().get(new ReplayPartition(request.id(), partition));
                long from = before == null
                        ? entry.getValue().from()
                        : before.progress().base();
                ranges.put(partition, new Range(from, entry.getValue().to()));
                readUpTo(partition, from);
            }
        }
        reader.read(ranges, record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (goesOn() && matching.matches(record)) {
                put(source(), partition, record, record.offset());
            }
            return goesOn();
        });
        for (var entry : ranges.entrySet()) {
            if (goesOn()) {
                readUpTo(entry.getKey(), entry.getValue().to());
            }
        }
    }

    private Replay source() {
        return new Replay(request.id(), null, true, cancelled);
    }

    private void readUpTo(TopicPartition partition, long offset) {
        put(new ReplayCandidate(generation, source(), partition, null, offset, false));
    }

    private void put(ReplayCandidate candidate) {
        feed.put(candidate, () -> {
            meanwhile.run();
            return goesOn();
        });
        meanwhile.run();
    }

    private void put(Replay replay, TopicPartition partition, ConsumerRecord<byte[], byte[]> record, long upTo) {
        LaneKey lane = new LaneKey(partition, record.key());
        awaitTurn();
        if (goesOn()) {
            put(new ReplayCandidate(generation, replay, partition, record, upTo, skipped.contains(lane)));
        }
    }

    private void awaitTurn() {
        if (request.rate() <= 0) {
            return;
        }
        while (goesOn() && System.nanoTime() < nextAt) {
            pause();
        }
        nextAt = Math.max(nextAt, System.nanoTime() - LOOK_AGAIN_NANOS) + (long) (1_000_000_000L / request.rate());
    }

    private void pause() {
        pause(Math.min(LOOK_AGAIN_NANOS, Math.max(1_000_000, nextAt - System.nanoTime())));
    }

    private void pause(long nanos) {
        LockSupport.parkNanos(nanos);
        meanwhile.run();
    }
}
