package io.headrace.listener.internal.consume;

import io.headrace.listener.change.Operation;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.attempt.ChangeAttempt;
import io.headrace.listener.internal.attempt.FlatTopics;
import io.headrace.listener.internal.attempt.Memories;
import io.headrace.listener.internal.commit.Checkpoint;
import io.headrace.listener.internal.commit.CheckpointTiming;
import io.headrace.listener.internal.commit.NotCommittedException;
import io.headrace.listener.internal.commit.Outbox;
import io.headrace.listener.internal.deadletter.DeadLetters;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.internal.dispatch.Attempt;
import io.headrace.listener.internal.dispatch.Lanes;
import io.headrace.listener.internal.dispatch.SettledRecord;
import io.headrace.listener.internal.dispatch.WorkerLimit;
import io.headrace.listener.internal.kafka.KafkaClients;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.internal.replay.ReplayFeed;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.ReactionFailure;
import io.headrace.listener.reaction.RetryPolicy;
import io.headrace.listener.spi.FailedRecord;
import io.headrace.listener.spi.ListenerObserver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A listener process in the simulation: the real loop, lanes, progress and checkpoint between simulated ends. */
final class SimulatedInstance {
    private static final Duration DRAIN = Duration.ofMillis(200);
    /** For the last tries of a commit, each with an end of its own, and for what goes on meanwhile. */
    private static final long GRACE_MILLIS = 2_000;

    private final Simulation simulation;
    private final PlantedBug bug;
    private final Random random;
    private final SimulatedConsumer consumer;
    private final Assignment assignment;
    private final ConsumeLoop loop;
    private final Deque<SettledRecord> settlements = new ArrayDeque<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Runnable> reactions = new ArrayList<>();
    private final Deque<SlowCommit> commits = new ArrayDeque<>();
    private final Checkpoint checkpoint;
    private boolean losesSilently;
    /** The group takes no commit that began before this one. */
    private long generation;

    private long generationOfCommit;
    private Set<TopicPartition> knownToCommit = Set.of();
    /** Where the clock of the loop stands still, if it does. */
    private @Nullable Long stopped;

    private record SlowCommit(long ends, Runnable commit) {}

    SimulatedInstance(Simulation simulation, PlantedBug bug) {
        this.simulation = simulation;
        this.bug = bug;
        this.random = simulation.random();
        this.consumer = new SimulatedConsumer(simulation);
        Memories memories = new Memories(bug == PlantedBug.FORGET_SEEN_POSITIONS ? 0 : 1_000);
        ReplayFeed replays = new ReplayFeed(memories);
        this.assignment = new Assignment(
                consumer,
                () -> simulation.broker().restore(bug),
                memories,
                replays,
                bug == PlantedBug.FORGET_SEEN_POSITIONS ? 0 : 50,
                true);
        Attempt attempt = bug.wrap(
                new ChangeAttempt(
                        new JsonChangeDecoder(),
                        new FlatTopics(),
                        this::react,
                        memories,
                        Failure::of,
                        new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMinutes(1)),
                        1_000_000,
                        new DeadLetters("dead", KafkaClients.LARGEST_LETTER),
                        simulation.after(),
                        SimulatedBroker.PROGRESS,
                        new ListenerObserver() {
                            @Override
                            public void deadLettered(FailedRecord record, Throwable error) {
                                simulation.dying(record);
                            }
                        },
                        random::nextDouble,
                        simulation::now),
                reactions);
        int most = simulation.concurrency();
        WorkerLimit limit = new WorkerLimit(most, 1 + most / 3, () -> simulation.now() * 1_000_000);
        Lanes lanes = new Lanes(limit, tasks::add, attempt, simulation::now, settlements::add);
        this.checkpoint = new Checkpoint(
                new SimulatedOutbox(),
                SimulatedBroker.PROGRESS,
                message -> Optional.empty(),
                new CheckpointTiming(5, 10, 20, 50),
                this::beginCommit,
                () -> {});
        this.loop = new ConsumeLoop(
                consumer,
                assignment,
                lanes,
                new SimulatedSettlements(),
                checkpoint,
                replays,
                new FlowLimit(simulation.maxInFlight(), Math.max(1, simulation.maxInFlight() / 2), 100),
                DRAIN,
                () -> stopped == null ? simulation.now() : stopped);
        consumer.subscribe(List.of(SimulatedSource.TOPIC), new Rebalances());
    }

    void round() {
        loop.round(true);
    }

    /** Something that goes on beside the poll thread: a worker, a reaction that ends, or a commit. */
    boolean work() {
        boolean hangs = commits.isEmpty() || commits.peek().ends() > simulation.now();
        int choices = tasks.size() + reactions.size() + (hangs ? 0 : 1);
        if (choices == 0) {
            return false;
        }
        int choice = random.nextInt(choices);
        if (choice < tasks.size()) {
            tasks.remove(choice).run();
        } else if (choice < tasks.size() + reactions.size()) {
            reactions.remove(choice - tasks.size()).run();
        } else {
            commits.remove().commit().run();
        }
        return true;
    }

    private void beginCommit(Runnable commit) {
        long began = generation;
        Set<TopicPartition> known = Set.copyOf(consumer.assignment());
        commits.add(new SlowCommit(simulation.commitEnds(), () -> {
            generationOfCommit = began;
            knownToCommit = known;
            commit.run();
        }));
    }

    /** The group gives it these partitions; it hears of it while polling. */
    void assign(Collection<TopicPartition> partitions) {
        consumer.rebalance(partitions);
        generation++; // the group takes no commit any more that was begun before
    }

    /** The group took these away while it was not looking: it goes on with them until it polls. */
    void lose(Collection<TopicPartition> remaining) {
        losesSilently = true;
        generation++;
        consumer.rebalance(remaining);
        losesSilently = false;
    }

    Set<TopicPartition> partitions() {
        return consumer.assignment();
    }

    boolean isIdle() {
        return tasks.isEmpty()
                && reactions.isEmpty()
                && settlements.isEmpty()
                && !checkpoint.committing()
                && assignment.all().stream().allMatch(progress -> isDone(progress));
    }

    private boolean isDone(PartitionProgress progress) {
        return !progress.changed()
                && !progress.moved()
                && progress.inFlight() == 0
                && consumer.position(progress.partition())
                        == simulation.source().end(progress.partition());
    }

    private CompletionStage<List<Message>> react(RowChange change) {
        if (change.operation() == Operation.SNAPSHOT) {
            return CompletableFuture.completedFuture(List.of());
        }
        TopicPartition partition =
                new TopicPartition(change.origin().topic(), change.origin().partition());
        simulation.oracle().delivered(change, simulation.broker().owns(this, partition));
        CompletableFuture<List<Message>> stage = new CompletableFuture<>();
        reactions.add(() -> end(change, stage));
        return stage;
    }

    private void end(RowChange change, CompletableFuture<List<Message>> stage) {
        String id = Oracle.id(change);
        @Nullable Failure failure = simulation.failure(id);
        if (failure == null) {
            simulation.oracle().succeeded(change);
            stage.complete(List.of(Message.of("events", null, id.getBytes(StandardCharsets.UTF_8))));
        } else {
            stage.completeExceptionally(new ReactionFailure(failure, "as planned", null));
        }
    }

    /** Workers go on, and time passes, while the poll thread waits. */
    private final class SimulatedSettlements implements SettledRecords {
        @Override
        public void accept(SettledRecord settlement) {
            settlements.add(settlement);
        }

        @Override
        public @Nullable SettledRecord poll() {
            return settlements.poll();
        }

        @Override
        public void wake() {}

        @Override
        public boolean isWaiting() {
            return !settlements.isEmpty();
        }

        @Override
        public void await(long millis) {
            if (!work() || random.nextInt(4) == 0) {
                simulation.pass(millis);
            }
        }

        @Override
        public void polling(int room) {}

        @Override
        public void polled() {}
    }

    private final class SimulatedOutbox implements Outbox {
        @Override
        public void takeOver() {}

        @Override
        public void commit(
                List<Message> messages, Map<TopicPartition, Long> offsets, ConsumerGroupMetadata group, Duration within)
                throws NotCommittedException {
            boolean fails = simulation.commitFails() || generationOfCommit < generation;
            if (fails && bug == PlantedBug.SWALLOW_FAILED_COMMIT) {
                return;
            }
            if (fails) {
                if (bug == PlantedBug.PUBLISH_OUTSIDE_OF_TRANSACTION) {
                    simulation.broker().publish(messages);
                }
                throw new NotCommittedException("as planned", null);
            }
            boolean knowsBetter = !knownToCommit.containsAll(offsets.keySet());
            simulation
                    .broker()
                    .commit(
                            SimulatedInstance.this,
                            knowsBetter,
                            bug.messages(messages),
                            bug.offsets(offsets, consumer));
        }

        @Override
        public void close() {}
    }

    private void giveBack(Collection<TopicPartition> partitions) {
        long began = simulation.now();
        stopped = bug == PlantedBug.WAIT_FOR_A_COMMIT_WITHOUT_A_DEADLINE ? (Long) began : null;
        loop.onPartitionsRevoked(partitions);
        stopped = null;
        long took = simulation.now() - began;
        if (took > DRAIN.toMillis() + GRACE_MILLIS) {
            simulation
                    .oracle()
                    .violation("the group waits for " + took + " ms until " + partitions + " are given back");
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            loop.onPartitionsAssigned(partitions);
            if (bug == PlantedBug.READ_FROM_BEYOND_THE_COMMIT) {
                partitions.forEach(partition -> consumer.seek(partition, consumer.position(partition) + 60));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (bug == PlantedBug.KEEP_REVOKED_PARTITIONS) {
                return;
            }
            if (losesSilently) {
                loop.onPartitionsLost(partitions);
            } else {
                giveBack(partitions);
            }
        }
    }
}
