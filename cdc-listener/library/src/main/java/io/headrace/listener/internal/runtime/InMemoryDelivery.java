package io.headrace.listener.internal.runtime;

import io.headrace.listener.internal.attempt.ChangeAttempt;
import io.headrace.listener.internal.attempt.FlatTopics;
import io.headrace.listener.internal.attempt.Memories;
import io.headrace.listener.internal.attempt.StoppedByReaction;
import io.headrace.listener.internal.deadletter.DeadLetters;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.internal.dispatch.Lanes;
import io.headrace.listener.internal.dispatch.SettledRecord;
import io.headrace.listener.internal.dispatch.WorkerLimit;
import io.headrace.listener.internal.kafka.KafkaClients;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.internal.progress.Progress;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import io.headrace.listener.reaction.RetryPolicy;
import io.headrace.listener.spi.FailedRecord;
import io.headrace.listener.spi.ListenerObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Delivers records of one partition without brokers, by the lanes and attempts of a real listener and on a clock of its own. For
 * the test kit. Not thread-safe, but asynchronous reactions may end on any thread.
 */
public final class InMemoryDelivery {
    private static final String DEAD_LETTERS = "dead-letters";
    private static final long PATIENCE_SECONDS = 30;

    private final Reaction reaction;
    private final RetryPolicy retry;
    private final AtomicInteger retries = new AtomicInteger();
    private final LinkedBlockingQueue<SettledRecord> settlements = new LinkedBlockingQueue<>();
    private final List<ConsumerRecord<byte[], byte[]>> uncommitted = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> committed = new ArrayList<>();
    private final List<Message> pending = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private long now = 1_700_000_000_000L;
    private long assignment;
    private Lanes lanes;
    private @Nullable ConsumerRecord<byte[], byte[]> last;

    public InMemoryDelivery(Reaction reaction, RetryPolicy retry) {
        this.reaction = reaction;
        this.retry = retry;
        this.lanes = assigned();
    }

    private Lanes assigned() {
        Memories memories = new Memories(10_000);
        TopicPartition any = new TopicPartition("any", 0);
        memories.assigned(new PartitionProgress(any, ++assignment, Progress.upTo(0)), Map.of());
        ChangeAttempt attempt = new ChangeAttempt(
                new JsonChangeDecoder(),
                new FlatTopics(),
                reaction,
                memories,
                Failure::of,
                retry,
                1_000_000,
                new DeadLetters(DEAD_LETTERS, KafkaClients.LARGEST_LETTER),
                AfterDeadLetter.CONTINUE,
                new ProgressTopic("progress"),
                new ListenerObserver() {
                    @Override
                    public void retrying(FailedRecord record, Throwable error, Duration pause) {
                        retries.incrementAndGet();
                    }
                },
                () -> 0,
                this::now);
        return new Lanes(WorkerLimit.of(1), Runnable::run, attempt, this::now, settlements::add);
    }

    /** Milliseconds since the epoch. */
    public long now() {
        return now;
    }

    /** Returns when the record is finished. */
    public void deliver(ConsumerRecord<byte[], byte[]> record) {
        now++;
        if (record.value() != null) {
            last = record;
        }
        uncommitted.add(record);
        run(record, false);
    }

    private void run(ConsumerRecord<byte[], byte[]> record, boolean doneBefore) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        lanes.offer(List.of(new InFlightRecord(record, partition, assignment, doneBefore)));
        SettledRecord settled = settlements.poll();
        while (settled == null) {
            if (lanes.nextRetryAt().isPresent()) {
                now = Math.max(now, lanes.nextRetryAt().getAsLong());
                lanes.wake();
                settled = settlements.poll();
            } else {
                settled = await();
            }
        }
        if (settled.fatal() != null) {
            throw new StoppedByReaction(settled.inFlight(), settled.fatal());
        }
        pending.addAll(settled.messages());
    }

    private SettledRecord await() {
        try {
            SettledRecord settled = settlements.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (settled == null) {
                throw new IllegalStateException(
                        "the reaction's stage did not complete within " + PATIENCE_SECONDS + " s");
            }
            return settled;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a reaction was running", e);
        }
    }

    /** Delivers the last record again, at another offset. */
    public void repeatLast(long offset) {
        ConsumerRecord<byte[], byte[]> original = last;
        if (original == null) {
            throw new IllegalStateException("there is no change to repeat yet");
        }
        ConsumerRecord<byte[], byte[]> copy =
                new ConsumerRecord<>(original.topic(), original.partition(), offset, original.key(), original.value());
        original.headers().forEach(copy.headers()::add);
        deliver(copy);
    }

    public void commit() {
        committed.addAll(uncommitted);
        uncommitted.clear();
        messages.addAll(pending);
        pending.clear();
    }

    /** Goes on as a new owner: it remembers what was committed, and everything else comes again. */
    public void crash() {
        lanes = assigned();
        pending.clear();
        committed.forEach(record -> run(record, true));
        List.copyOf(uncommitted).forEach(record -> run(record, false));
    }

    public List<Message> published() {
        return all().stream()
                .filter(message -> !message.topic().equals(DEAD_LETTERS))
                .toList();
    }

    public List<Message> deadLetters() {
        return all().stream()
                .filter(message -> message.topic().equals(DEAD_LETTERS))
                .toList();
    }

    public int retries() {
        return retries.get();
    }

    private List<Message> all() {
        List<Message> all = new ArrayList<>(messages);
        all.addAll(pending);
        return all;
    }
}
