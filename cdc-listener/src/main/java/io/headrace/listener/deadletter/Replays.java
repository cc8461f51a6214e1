package io.headrace.listener.deadletter;

import io.headrace.listener.Message;
import io.headrace.listener.decode.ChangeDecoder;
import io.headrace.listener.progress.Kept;
import io.headrace.listener.progress.ProgressStore;
import io.headrace.listener.progress.ProgressTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Asks for replays, tells how far they are, and cancels them. Everything it says is read from Kafka at each call, so any
 * instance of a group may be asked, and the one who owns a change's partition does the work. Thread-safe. Each call takes
 * some tenths of a second, and throws a {@link KafkaException} when the brokers do not answer.
 */
public final class Replays {
    private final ReplayPlan plan;
    private final ProgressTopic progress;
    private final ProgressStore store;
    private final Supplier<Producer<byte[], byte[]>> producers;

    private Replays(
            ReplayPlan plan,
            ProgressTopic progress,
            ProgressStore store,
            Supplier<Producer<byte[], byte[]>> producers) {
        this.plan = plan;
        this.progress = progress;
        this.store = store;
        this.producers = producers;
    }

    /**
     * @param topics the source topics
     * @param committed what the group has finished: everything before these offsets
     * @param producers each without transactions; it is closed after use
     */
    public static Replays of(
            String deadLetterTopic,
            Collection<String> topics,
            TopicReader reader,
            ChangeDecoder decoder,
            Supplier<Map<TopicPartition, Long>> committed,
            ProgressTopic progress,
            ProgressStore store,
            Supplier<Producer<byte[], byte[]>> producers) {
        return new Replays(
                new ReplayPlan(deadLetterTopic, List.copyOf(topics), reader, decoder, committed),
                progress,
                store,
                producers);
    }

    /** Says what a replay would do, and does nothing. */
    public DryRun dryRun(Selection selection) {
        Ledger ledger = new Ledger();
        ledger.restore(store.read());
        return plan.count(selection, plan.ranges(selection), ledger);
    }

    /**
     * Begins a replay and returns at once.
     *
     * @param rate records a second and instance, 0 for no limit
     * @throws ReplayRunningException when another one runs
     */
    public ReplayStatus start(Selection selection, double rate) {
        if (rate < 0 || Double.isNaN(rate)) {
            throw new IllegalArgumentException(
                    "rate needs a number of records a second, 0 for no limit, but is " + rate);
        }
        Kept kept = store.read();
        Ledger ledger = new Ledger();
        ledger.restore(kept);
        for (ReplayStatus other : statuses(kept)) {
            if (other.state() == ReplayStatus.State.RUNNING) {
                throw new ReplayRunningException(other.request().id());
            }
        }
        Map<TopicPartition, Range> ranges = plan.ranges(selection);
        long selected = plan.count(selection, ranges, ledger).selected();
        ReplayRequest request = new ReplayRequest(
                UUID.randomUUID().toString(), selection, ranges, rate, selected, Instant.now(), false);
        publish(progress.replay(request.id(), request.json()));
        return ReplayStatus.of(request, kept, ledger);
    }

    /** All replays that were asked for, the latest first. */
    public List<ReplayStatus> all() {
        return statuses(store.read());
    }

    /** Empty when there is no such replay. */
    public Optional<ReplayStatus> find(String id) {
        return all().stream().filter(status -> status.request().id().equals(id)).findFirst();
    }

    /** Nothing more of it is begun; what runs ends. Empty when there is no such replay. */
    public Optional<ReplayStatus> cancel(String id) {
        Optional<ReplayStatus> status = find(id);
        if (status.isEmpty() || status.get().state() != ReplayStatus.State.RUNNING) {
            return status;
        }
        ReplayRequest cancelled = status.get().request().cancel();
        publish(progress.replay(id, cancelled.json()));
        return find(id);
    }

    /** What became of letters so far. */
    public Ledger ledger() {
        Ledger ledger = new Ledger();
        ledger.restore(store.read());
        return ledger;
    }

    private static List<ReplayStatus> statuses(Kept kept) {
        Ledger ledger = new Ledger();
        ledger.restore(kept);
        List<ReplayStatus> statuses = new ArrayList<>();
        kept.replays().forEach((id, json) -> statuses.add(ReplayStatus.of(ReplayRequest.of(id, json), kept, ledger)));
        statuses.sort(
                Comparator.comparing((ReplayStatus status) -> status.request().requestedAt())
                        .reversed());
        return statuses;
    }

    private void publish(Message message) {
        try (Producer<byte[], byte[]> producer = producers.get()) {
            producer.send(new ProducerRecord<>(message.topic(), message.key(), message.value()))
                    .get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }
}
