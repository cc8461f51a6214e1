package io.headrace.listener.internal.runtime;

import io.headrace.listener.deadletter.DeadLetterList;
import io.headrace.listener.deadletter.Replays;
import io.headrace.listener.internal.attempt.ChangeAttempt;
import io.headrace.listener.internal.attempt.FlatTopics;
import io.headrace.listener.internal.attempt.Memories;
import io.headrace.listener.internal.commit.Checkpoint;
import io.headrace.listener.internal.commit.CheckpointTiming;
import io.headrace.listener.internal.commit.Outbox;
import io.headrace.listener.internal.commit.TransactionalOutbox;
import io.headrace.listener.internal.consume.Assignment;
import io.headrace.listener.internal.consume.ConsumeLoop;
import io.headrace.listener.internal.consume.FlowLimit;
import io.headrace.listener.internal.consume.PollThread;
import io.headrace.listener.internal.consume.SettledRecords;
import io.headrace.listener.internal.consume.Statistics;
import io.headrace.listener.internal.consume.WakingSettledRecords;
import io.headrace.listener.internal.deadletter.DeadLetterReader;
import io.headrace.listener.internal.deadletter.DeadLetters;
import io.headrace.listener.internal.deadletter.KafkaReplays;
import io.headrace.listener.internal.deadletter.TopicReader;
import io.headrace.listener.internal.dispatch.Lanes;
import io.headrace.listener.internal.dispatch.WorkerLimit;
import io.headrace.listener.internal.kafka.AdminTopics;
import io.headrace.listener.internal.kafka.KafkaClients;
import io.headrace.listener.internal.progress.KafkaProgressStore;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.internal.replay.ReplayFeed;
import io.headrace.listener.internal.replay.ReplayReader;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Reaction;
import io.headrace.listener.spi.ChangeDecoder;
import io.headrace.listener.spi.ListenerObserver;
import io.headrace.listener.spi.ListenerSettings;
import io.headrace.listener.spi.ListenerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Wires a listener: its clients, its poll thread and its workers. Starts them, and ends them in the reverse order. */
public final class ListenerRuntime implements AutoCloseable {
    private static final Duration LIST_WITHIN = Duration.ofSeconds(10);
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);

    private final ListenerSettings settings;
    private final Admin admin;
    private final Outbox outbox;
    private final ExecutorService workers;
    private final ExecutorService committer;
    private final PollThread poll;
    private final Thread thread;
    private final Replays replays;
    private final DeadLetterList deadLetters;
    private final ReplayReader replayReader;
    private final Thread replayThread;

    /**
     * Connects in the background: brokers that do not answer are waited for.
     *
     * @param topics the source topics; those that do not exist are waited for
     * @param published topics that are created when they do not exist
     */
    public ListenerRuntime(
            ListenerSettings settings,
            Collection<String> topics,
            Collection<NewTopic> published,
            ChangeDecoder decoder,
            Reaction reaction,
            Function<Throwable, Failure> classify,
            ListenerObserver observer) {
        this.settings = settings;
        KafkaClients clients = new KafkaClients(settings);
        this.admin = clients.admin();
        this.outbox = new TransactionalOutbox(clients::producer, admin, TransactionalOutbox.Pause.REAL);
        this.workers = Executors.newFixedThreadPool(settings.concurrency(), names(settings.group()));
        this.committer = Executors.newSingleThreadExecutor(names(settings.group() + "-commit"));

        FlowLimit limit = FlowLimit.of(settings.maxInFlight());
        Consumer<byte[], byte[]> consumer = clients.groupConsumer(limit.maxPollRecords());
        ProgressTopic progressTopic = new ProgressTopic(settings.progressTopic());
        Memories memories = new Memories(settings.rememberRecords());
        ReplayFeed feed = new ReplayFeed(memories);
        KafkaProgressStore store = new KafkaProgressStore(progressTopic, admin, clients::plainConsumer);
        Assignment assignment = new Assignment(
                consumer,
                store,
                memories,
                feed,
                settings.rememberRecords(),
                settings.start() == ListenerSettings.Start.EARLIEST);
        DeadLetters letters = new DeadLetters(settings.deadLetterTopic(), clients.largestLetter());
        ChangeAttempt attempt = new ChangeAttempt(
                decoder,
                new FlatTopics(),
                reaction,
                memories,
                classify,
                settings.retry(),
                clients.largestMessage(),
                letters,
                settings.afterDeadLetter(),
                progressTopic,
                observer,
                () -> ThreadLocalRandom.current().nextDouble(),
                System::currentTimeMillis);
        SettledRecords settlements = new WakingSettledRecords(consumer::wakeup);
        Lanes lanes = new Lanes(
                WorkerLimit.of(settings.concurrency()), workers, attempt, System::currentTimeMillis, settlements);
        ConsumeLoop loop = new ConsumeLoop(
                consumer,
                assignment,
                lanes,
                settlements,
                new Checkpoint(
                        outbox,
                        progressTopic,
                        letters::smaller,
                        CheckpointTiming.DEFAULT,
                        committer,
                        settlements::wake),
                feed,
                limit,
                settings.drainWithin(),
                System::currentTimeMillis);
        List<NewTopic> own = new ArrayList<>(published);
        own.add(progress(settings.progressTopic()));
        own.add(deadLetters(settings.deadLetterTopic()));
        this.poll = new PollThread(
                topics,
                new AdminTopics(admin, own),
                consumer,
                loop,
                new Statistics(consumer, assignment, lanes, System::currentTimeMillis));
        this.thread = new Thread(poll, "headrace-" + settings.group() + "-poll");
        TopicReader reader = new TopicReader(clients::plainConsumer, READ_WITHIN);
        this.replays = KafkaReplays.of(
                settings.deadLetterTopic(),
                topics,
                reader,
                decoder,
                () -> committed(settings.group()),
                progressTopic,
                store,
                clients::plainProducer);
        this.deadLetters =
                new DeadLetterReader(settings.deadLetterTopic(), new TopicReader(clients::plainConsumer, LIST_WITHIN));
        this.replayReader = new ReplayReader(
                progressTopic,
                settings.deadLetterTopic(),
                clients::plainConsumer,
                reader,
                decoder,
                feed,
                memories,
                settlements::wake);
        this.replayThread = new Thread(replayReader, "headrace-" + settings.group() + "-replay");
        replayThread.setDaemon(true);
    }

    private static ThreadFactory names(String group) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread worker = new Thread(task, "headrace-" + group + "-" + count.incrementAndGet());
            worker.setDaemon(true);
            return worker;
        };
    }

    private static NewTopic progress(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty())
                .configs(Map.of(
                        "cleanup.policy", "compact",
                        "segment.bytes", "4194304",
                        "min.cleanable.dirty.ratio", "0.1"));
    }

    private static NewTopic deadLetters(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty())
                .configs(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", "-1",
                        "max.message.bytes", Integer.toString(KafkaClients.LARGEST_LETTER)));
    }

    public synchronized void start() {
        thread.start();
        replayThread.start();
    }

    public void pause() {
        poll.pause();
    }

    public void resume() {
        poll.resume();
    }

    /** Takes changes once more. */
    public Replays replays() {
        return replays;
    }

    /** The dead letters so far. */
    public DeadLetterList deadLetters() {
        return deadLetters;
    }

    private Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        AdminTopics.answer(() -> admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        return offsets;
    }

    public ListenerStatus status() {
        return poll.status();
    }

    /** Waits until it has stopped, by {@link #close} or by itself. */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return poll.awaitEnd(timeout);
    }

    /** Stops reading, lets running reactions end within the deadline, commits and leaves the group. */
    @Override
    public synchronized void close() {
        poll.stop();
        if (thread.getState() == Thread.State.NEW) {
            thread.start(); // it reads nothing, closes the consumer and ends
        }
        try {
            poll.awaitEnd(settings.drainWithin().plusSeconds(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        replayReader.stop();
        LockSupport.unpark(replayThread); // it ends by itself within a poll
        workers.shutdownNow();
        committer.shutdownNow(); // the poll thread has seen to its last commit, unless it was given up
        outbox.close();
        admin.close(Duration.ofSeconds(1));
    }
}
