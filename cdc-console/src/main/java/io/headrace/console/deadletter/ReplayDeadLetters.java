package io.headrace.console.deadletter;

import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters through their sink again without overwriting anything newer: a letter whose key has a newer record in
 * the topic is left alone, and the others are written with their original version. Originals stay; a ledger in Kafka ensures
 * that no letter is replayed twice. A replay that is killed at any point is finished by the next one.
 */
public final class ReplayDeadLetters {

    /**
     * How to replay.
     *
     * @param value file with the repaired value, byte by byte, in place of that of the one letter; null for what the
     *     letters hold
     * @param perSecond maximum records per second; zero for no limit
     * @param patience how long the sink may take for one batch
     */
    public record Options(
            ReplaySelection selection, @Nullable Path value, int perSecond, boolean dryRun, Duration patience) {}

    private final PipelineEndpoints target;
    private final Options options;
    private final Consumer<String> progress;
    private final ConnectRest connect;

    /** @param progress receives progress lines */
    public ReplayDeadLetters(PipelineEndpoints target, Options options, Consumer<String> progress) {
        this.target = target;
        this.options = options;
        this.progress = progress;
        this.connect = new ConnectRest(target);
    }

    /** @throws Problem if the letters can't be replayed safely, or a server fails in the meantime; nothing is lost */
    public ReplayOutcome run() {
        ReplaySelection selection = options.selection();
        if (options.value() != null && selection.id() == null) {
            throw new Problem(
                    Problem.Kind.USAGE, "--value replaces the record of one dead letter: give that letter's id.");
        }
        List<DeadLetterQueue> queues = selection.id() == null
                ? DeadLetterQueue.of(connect, selection.connector())
                : List.of(DeadLetterQueue.ofLetter(connect, selection.id()));
        List<ReplayOutcome.Letter> letters = new ArrayList<>();
        try (Topics topics = Topics.open(target)) {
            for (DeadLetterQueue queue : queues) {
                letters.addAll(options.dryRun() ? look(topics, queue) : replay(topics, queue));
            }
        }
        if (letters.isEmpty() && selection.id() != null) {
            throw new Problem(
                    Problem.Kind.USAGE, "There is no dead letter " + selection.id() + "; see ./cdc dlq list.");
        }
        return ReplayOutcome.of(options.dryRun(), letters);
    }

    private List<ReplayOutcome.Letter> look(Topics topics, DeadLetterQueue queue) {
        SinkReplayPlan plan =
                plan(topics, queue, ReplayLedger.read(target, topics).replayed());
        List<SinkReplayPlan.Open> open = plan.open();
        List<ReplayOutcome.Letter> letters = new ArrayList<>(plan.decided());
        if (!open.isEmpty()) {
            ReplayClone.require(queue.connector(), queue.config(connect));
        }
        open.forEach(o ->
                letters.add(new ReplayOutcome.Letter(SinkReplayPlan.id(o), ReplayOutcome.State.WOULD_REPLAY, null)));
        return letters;
    }

    private List<ReplayOutcome.Letter> replay(Topics topics, DeadLetterQueue queue) {
        if (topics.partitions(queue.topic()).isEmpty()) {
            return List.of();
        }
        try (ReplayLedger ledger = ReplayLedger.open(target, topics, queue.connector())) {
            ReplayLedger.Entries entries = ReplayLedger.read(target, topics);
            SinkReplayPlan plan = plan(topics, queue, entries.replayed());
            Map<String, List<SinkReplayPlan.Open>> byTopic = new LinkedHashMap<>();
            plan.open()
                    .forEach(o -> byTopic.computeIfAbsent(o.origin().topic(), t -> new ArrayList<>())
                            .add(o));
            List<ReplayOutcome.Letter> letters = new ArrayList<>(plan.decided());
            List<String> overtaken = letters.stream()
                    .filter(letter -> letter.state() == ReplayOutcome.State.OVERTAKEN)
                    .map(ReplayOutcome.Letter::id)
                    .filter(id -> !entries.overtaken().contains(id))
                    .toList();
            if (!overtaken.isEmpty()) {
                ledger.enter(overtaken, ReplayOutcome.State.OVERTAKEN);
            }
            if (!byTopic.isEmpty()) {
                ReplayClone.require(queue.connector(), queue.config(connect));
            }
            byTopic.forEach((origin, open) -> {
                progress.accept("replaying " + open.size() + " records of " + origin + " through " + queue.connector());
                try (ReplayClone clone =
                        ReplayClone.start(connect, topics, queue.connector(), origin, options.patience())) {
                    letters.addAll(new ReplayBatches(target, topics, ledger, clone, options, progress).run(open));
                }
            });
            return letters;
        }
    }

    private SinkReplayPlan plan(Topics topics, DeadLetterQueue queue, Set<String> done) {
        SinkReplayPlan plan = new SinkReplayPlan(target, topics, done);
        queue.read(target, topics, (letter, record) -> {
            if (options.selection().wants(letter)) {
                plan.add(letter, record);
            }
        });
        return plan;
    }
}
