package io.headrace.listener.internal.deadletter;

import io.headrace.listener.deadletter.DryRun;
import io.headrace.listener.deadletter.Outcomes;
import io.headrace.listener.deadletter.Range;
import io.headrace.listener.deadletter.ReplayRequest;
import io.headrace.listener.deadletter.ReplayRunningException;
import io.headrace.listener.deadletter.ReplayStatus;
import io.headrace.listener.deadletter.Replays;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.internal.progress.ProgressStore;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.internal.progress.StoredProgress;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.spi.ChangeDecoder;
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

/** Replays as requests in the progress topic, which the instances of the group carry out. Thread-safe. */
public final class KafkaReplays implements Replays {
    private final ReplayPlan plan;
    private final ProgressTopic progress;
    private final ProgressStore store;
    private final Supplier<Producer<byte[], byte[]>> producers;

    private KafkaReplays(
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
    public static KafkaReplays of(
            String deadLetterTopic,
            Collection<String> topics,
            TopicReader reader,
            ChangeDecoder decoder,
            Supplier<Map<TopicPartition, Long>> committed,
            ProgressTopic progress,
            ProgressStore store,
            Supplier<Producer<byte[], byte[]>> producers) {
        return new KafkaReplays(
                new ReplayPlan(deadLetterTopic, List.copyOf(topics), reader, decoder, committed),
                progress,
                store,
                producers);
    }

    @Override
    public DryRun dryRun(Selection selection) {
        Ledger ledger = new Ledger();
        ledger.restore(store.read());
        return plan.count(selection, plan.ranges(selection), ledger);
    }

    @Override
    public ReplayStatus start(Selection selection, double rate) {
        if (rate < 0 || Double.isNaN(rate)) {
            throw new IllegalArgumentException(
                    "rate needs a number of records a second, 0 for no limit, but is " + rate);
        }
        StoredProgress kept = store.read();
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
        publish(progress.replay(request.id(), ReplayRequestJson.write(request)));
        return ReplayProgress.of(request, kept, ledger);
    }

    @Override
    public List<ReplayStatus> all() {
        return statuses(store.read());
    }

    @Override
    public Optional<ReplayStatus> find(String id) {
        return all().stream().filter(status -> status.request().id().equals(id)).findFirst();
    }

    @Override
    public Optional<ReplayStatus> cancel(String id) {
        Optional<ReplayStatus> status = find(id);
        if (status.isEmpty() || status.get().state() != ReplayStatus.State.RUNNING) {
            return status;
        }
        ReplayRequest cancelled = status.get().request().cancel();
        publish(progress.replay(id, ReplayRequestJson.write(cancelled)));
        return find(id);
    }

    @Override
    public Outcomes outcomes() {
        Ledger ledger = new Ledger();
        ledger.restore(store.read());
        return ledger;
    }

    private static List<ReplayStatus> statuses(StoredProgress kept) {
        Ledger ledger = new Ledger();
        ledger.restore(kept);
        List<ReplayStatus> statuses = new ArrayList<>();
        kept.replays()
                .forEach((id, json) -> statuses.add(ReplayProgress.of(ReplayRequestJson.read(id, json), kept, ledger)));
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
