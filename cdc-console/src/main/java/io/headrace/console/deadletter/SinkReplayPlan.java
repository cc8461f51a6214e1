package io.headrace.console.deadletter;

import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.TopicScan;
import io.headrace.console.server.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Decides whether each dead letter may be replayed, by looking for newer records of its key. */
final class SinkReplayPlan {

    /** A letter to replay: its place among the dead letters is {@code id}. */
    record Open(DeadLetterId id, SinkDeadLetter.Origin origin) {}

    private record Row(TopicPartition partition, ByteBuffer key) {}

    private final PipelineEndpoints target;
    private final Topics topics;
    private final Set<String> done;
    private final List<ReplayOutcome.Letter> decided = new ArrayList<>();
    private final Map<Open, ByteBuffer> keys = new HashMap<>();

    /** @param done ids of the letters that the ledger has */
    SinkReplayPlan(PipelineEndpoints target, Topics topics, Set<String> done) {
        this.target = target;
        this.topics = topics;
        this.done = done;
    }

    /** Letters whose outcome is clear without a replay. */
    List<ReplayOutcome.Letter> decided() {
        return decided;
    }

    void add(SinkDeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
        SinkDeadLetter.Origin origin = letter.origin();
        if (done.contains(letter.id())) {
            decide(letter.id(), ReplayOutcome.State.ALREADY_REPLAYED, null);
        } else if (origin == null) {
            decide(
                    letter.id(),
                    ReplayOutcome.State.LEFT_ALONE,
                    "nothing says where it came from; set errors.deadletterqueue.context.headers.enable=true");
        } else if (record.key() == null) {
            decide(
                    letter.id(),
                    ReplayOutcome.State.LEFT_ALONE,
                    "it has no key, so newer changes of its row can't be recognised");
        } else {
            keys.put(new Open(DeadLetterId.parse(letter.id()), origin), ByteBuffer.wrap(record.key()));
        }
    }

    /** The letters that may be replayed, in the order of their origin: one partition after the other. */
    List<Open> open() {
        Map<TopicPartition, Long> from = new HashMap<>();
        keys.forEach((open, key) -> from.merge(partition(open), open.origin().offset() + 1, Math::min));
        Map<TopicPartition, Long> first = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (String topic :
                from.keySet().stream().map(TopicPartition::topic).distinct().toList()) {
            List<TopicPartition> there = topics.partitions(topic);
            first.putAll(topics.beginnings(there));
            ends.putAll(topics.ends(there));
        }
        ends.keySet().retainAll(from.keySet());
        Map<Row, Long> newest = newest(from, ends);
        List<Open> open = new ArrayList<>();
        keys.forEach((letter, key) -> {
            TopicPartition partition = partition(letter);
            long offset = letter.origin().offset();
            Long newer = newest.get(new Row(partition, key));
            String doubt = doubt(offset, first.get(partition), ends.get(partition));
            if (newer != null && newer > offset) {
                decide(id(letter), ReplayOutcome.State.OVERTAKEN, "by " + partition + "-" + newer);
            } else if (doubt != null) {
                decide(id(letter), ReplayOutcome.State.LEFT_ALONE, doubt);
            } else {
                open.add(letter);
            }
        });
        open.sort(java.util.Comparator.comparing((Open o) -> o.origin().topic())
                .thenComparing(o -> o.origin().partition())
                .thenComparing(o -> o.origin().offset()));
        return open;
    }

    /** The newest record of each wanted key. */
    private Map<Row, Long> newest(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        Map<Row, Long> newest = new HashMap<>();
        keys.forEach((open, key) -> newest.put(new Row(partition(open), key), -1L));
        new TopicScan(target).between(from, ends, record -> {
            if (record.key() != null) {
                Row row =
                        new Row(new TopicPartition(record.topic(), record.partition()), ByteBuffer.wrap(record.key()));
                newest.computeIfPresent(row, (r, before) -> record.offset());
            }
        });
        return newest;
    }

    private static @Nullable String doubt(long offset, @Nullable Long first, @Nullable Long end) {
        if (first == null || end == null || offset >= end) {
            return "its topic was deleted or recreated: its offset no longer says how old it is";
        }
        return first > offset + 1
                ? "the topic no longer has everything that came after it, so a newer change may be missing"
                : null;
    }

    private void decide(String id, ReplayOutcome.State state, @Nullable String detail) {
        decided.add(new ReplayOutcome.Letter(id, state, detail));
    }

    static String id(Open open) {
        return open.id().topic() + "-" + open.id().partition() + "-" + open.id().offset();
    }

    private static TopicPartition partition(Open open) {
        return new TopicPartition(open.origin().topic(), open.origin().partition());
    }
}
