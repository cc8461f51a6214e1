package io.headrace.console.deadletter;

import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.StepProgress;
import io.headrace.console.server.TopicScan;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Copies letters to the clone in batches, waits for each batch, and records in the ledger what has arrived. */
final class ReplayBatches {

    private static final int LARGEST = 1_000;
    /** Less than the timeout of a transaction. */
    private static final int LONGEST_SECONDS = 20;

    private final PipelineEndpoints target;
    private final Topics topics;
    private final ReplayLedger ledger;
    private final ReplayClone clone;
    private final ReplayDeadLetters.Options options;
    private final Consumer<String> progress;
    private final byte @Nullable [] repaired;

    ReplayBatches(
            PipelineEndpoints target,
            Topics topics,
            ReplayLedger ledger,
            ReplayClone clone,
            ReplayDeadLetters.Options options,
            Consumer<String> progress) {
        this.target = target;
        this.topics = topics;
        this.ledger = ledger;
        this.clone = clone;
        this.options = options;
        this.progress = progress;
        this.repaired = read(options.value());
    }

    private static byte @Nullable [] read(@Nullable Path value) {
        try {
            return value == null ? null : Files.readAllBytes(value);
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.USAGE, "Can't read " + value + ": no such file, or no permission to read it.", e);
        }
    }

    List<ReplayOutcome.Letter> run(List<SinkReplayPlan.Open> open) {
        int rate = options.perSecond();
        int size = rate == 0 ? LARGEST : Math.max(1, Math.min(LARGEST, rate * LONGEST_SECONDS));
        List<ReplayOutcome.Letter> letters = new ArrayList<>();
        StepProgress shown = new StepProgress("replayed", open.size(), progress);
        for (int i = 0; i < open.size(); i += size) {
            letters.addAll(batch(open.subList(i, Math.min(open.size(), i + size))));
            shown.at(letters.size());
        }
        return letters;
    }

    private List<ReplayOutcome.Letter> batch(List<SinkReplayPlan.Open> batch) {
        Map<Long, SinkReplayPlan.Open> sent = copy(batch);
        long last = sent.keySet().stream().mapToLong(Long::longValue).max().orElse(-1);
        clone.awaitPassed(last, options.patience());
        Map<SinkReplayPlan.Open, String> refused = refused(sent);
        List<ReplayOutcome.Letter> letters = new ArrayList<>();
        List<String> arrived = new ArrayList<>();
        for (SinkReplayPlan.Open open : batch) {
            String id = SinkReplayPlan.id(open);
            String error = refused.get(open);
            if (error == null && sent.containsValue(open)) {
                arrived.add(id);
                letters.add(new ReplayOutcome.Letter(id, ReplayOutcome.State.REPLAYED, null));
            } else if (error == null) {
                letters.add(new ReplayOutcome.Letter(
                        id, ReplayOutcome.State.LEFT_ALONE, "the dead letter topic no longer holds it"));
            } else {
                letters.add(new ReplayOutcome.Letter(id, ReplayOutcome.State.FAILED_AGAIN, error));
            }
        }
        ledger.enter(arrived, ReplayOutcome.State.REPLAYED);
        return letters;
    }

    /** @return the letters by their offset in the clone's topic */
    private Map<Long, SinkReplayPlan.Open> copy(List<SinkReplayPlan.Open> batch) {
        Map<DeadLetterId, ConsumerRecord<byte[], byte[]>> records = records(batch);
        Map<SinkReplayPlan.Open, Future<RecordMetadata>> sent = new HashMap<>();
        long start = System.nanoTime();
        ledger.begin();
        for (SinkReplayPlan.Open open : batch) {
            ConsumerRecord<byte[], byte[]> record = records.get(open.id());
            if (record != null) {
                pace(start, sent.size());
                sent.put(open, ledger.send(copyOf(record, open)));
            }
        }
        ledger.commit();
        Map<Long, SinkReplayPlan.Open> byOffset = new HashMap<>();
        sent.forEach((open, receipt) -> byOffset.put(ReplayLedger.offset(receipt), open));
        return byOffset;
    }

    private void pace(long start, int done) {
        if (options.perSecond() > 0) {
            long due = start + done * 1_000_000_000L / options.perSecond();
            long wait = (due - System.nanoTime()) / 1_000_000;
            if (wait > 0) {
                Pause.millis(wait);
            }
        }
    }

    private ProducerRecord<byte[], byte[]> copyOf(ConsumerRecord<byte[], byte[]> record, SinkReplayPlan.Open open) {
        byte[] value = repaired == null ? record.value() : repaired;
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(clone.topic(), 0, record.timestamp(), record.key(), value);
        for (Header header : record.headers()) {
            if (!header.key().startsWith(DeadLetterHeaders.PREFIX)) {
                copy.headers().add(header);
            }
        }
        String version = Long.toString(open.origin().offset());
        copy.headers().add(ReplayClone.VERSION_HEADER, version.getBytes(StandardCharsets.UTF_8));
        return copy;
    }

    private Map<DeadLetterId, ConsumerRecord<byte[], byte[]>> records(List<SinkReplayPlan.Open> batch) {
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<DeadLetterId, ConsumerRecord<byte[], byte[]>> records = new HashMap<>();
        for (SinkReplayPlan.Open open : batch) {
            TopicPartition partition =
                    new TopicPartition(open.id().topic(), open.id().partition());
            from.merge(partition, open.id().offset(), Math::min);
            ends.merge(partition, open.id().offset() + 1, Math::max);
        }
        topics.beginnings(from.keySet()).forEach((partition, first) -> from.merge(partition, first, Math::max));
        java.util.Set<DeadLetterId> wanted = new java.util.HashSet<>(
                batch.stream().map(SinkReplayPlan.Open::id).toList());
        new TopicScan(target).between(from, ends, record -> {
            DeadLetterId id = new DeadLetterId(record.topic(), record.partition(), record.offset());
            if (wanted.contains(id)) {
                records.put(id, record);
            }
        });
        return records;
    }

    /** The letters that the clone itself gave up on, with the new error. */
    private Map<SinkReplayPlan.Open, String> refused(Map<Long, SinkReplayPlan.Open> sent) {
        Map<SinkReplayPlan.Open, String> refused = new HashMap<>();
        new TopicScan(target).all(topics, clone.failedTopic(), record -> {
            SinkDeadLetter letter = DeadLetterHeaders.read("", record);
            SinkDeadLetter.Origin origin = letter.origin();
            SinkReplayPlan.Open open = origin == null ? null : sent.get(origin.offset());
            if (open != null) {
                refused.put(open, letter.error().message());
            }
        });
        return refused;
    }
}
