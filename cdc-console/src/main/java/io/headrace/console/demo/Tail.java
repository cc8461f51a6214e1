package io.headrace.console.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.RecordValue;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Follows the changes of tables as they come, or from a time in the past. This shows row values: it is what it is for. */
public final class Tail {

    /**
     * One change.
     *
     * @param table whose; several with {@code or} between them where a topic has rows of both that do not say
     * @param op c create, u update, d delete, r read by a snapshot, t truncate; w written, where rows do not say how
     * @param key the row's key as JSON text
     * @param committed when it was committed, as ISO-8601 instant; null when the record does not say
     * @param fields what changed: before and after by field; for a create or read all of after, for a delete all of before
     */
    public record Change(
            String table,
            String op,
            String key,
            @Nullable String committed,
            int partition,
            long offset,
            Map<String, Values> fields) {

        /** Whether the key's value is this: that of its one field, or of its fields joined by colons. */
        public boolean isOf(String wanted) {
            JsonNode json = RecordValue.json(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (!json.isObject()) {
                return json.asText().equals(wanted);
            }
            List<String> texts = new ArrayList<>();
            json.forEach(value -> texts.add(value.asText()));
            return texts.contains(wanted) || String.join(":", texts).equals(wanted);
        }
    }

    /** @param before null where there was none, as is after */
    public record Values(
            @Nullable JsonNode before, @Nullable JsonNode after) {}

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LOOK_FOR_TOPICS_EVERY_NANOS = 1_000_000_000L;

    private final PipelineEndpoints target;
    private final Collection<String> tables;
    private final Predicate<Change> wanted;
    private final Consumer<String> progress;

    /**
     * @param tables each {@code database.table}
     * @param progress receives a line for each table whose changes can't be found
     */
    public Tail(
            PipelineEndpoints target, Collection<String> tables, Predicate<Change> wanted, Consumer<String> progress) {
        this.target = target;
        this.tables = tables;
        this.wanted = wanted;
        this.progress = progress;
    }

    /** Gives changes to the reader until it wants no more. */
    public interface Reader {
        /** @return whether to go on */
        boolean take(Change change);
    }

    /**
     * Gives the reader the changes of all the tables in the order of their arrival. A topic that does not exist yet, since its
     * table has had no change, is read from its beginning when it does.
     *
     * @param since from when on; null for what comes from now on
     * @param quiet how long to wait for a change before giving up; null for ever
     * @throws Problem when one table is asked for, and it has no topic yet
     */
    public void run(@Nullable Instant since, @Nullable Duration quiet, Reader reader) {
        TailedTopics tailed = TailedTopics.of(Connectors.of(new ConnectRest(target)), tables, progress);
        try (Topics topics = Topics.open(target)) {
            Set<String> absent = new TreeSet<>(tailed.byName().keySet());
            List<TopicPartition> partitions = existing(topics, absent);
            if (partitions.isEmpty() && tables.size() == 1) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "There is no topic " + absent.iterator().next() + " yet: nothing has been captured.");
            }
            try (KafkaConsumer<byte[], byte[]> consumer = Topics.consumer(target, partitions.size())) {
                consumer.assign(partitions);
                ArrivalOrder order =
                        new ArrivalOrder(seek(consumer, partitions, since), Topics.heldOfEach(partitions.size()));
                follow(topics, absent, consumer, order, quiet, record -> {
                    Change change = change(tailed, record);
                    return change == null || !wanted.test(change) || reader.take(change);
                });
            }
        }
    }

    /** @param records whether to go on after this one */
    private static void follow(
            Topics topics,
            Set<String> absent,
            KafkaConsumer<byte[], byte[]> consumer,
            ArrivalOrder order,
            @Nullable Duration quiet,
            Predicate<ConsumerRecord<byte[], byte[]>> records) {
        long last = System.nanoTime();
        long looked = last;
        while (quiet == null || System.nanoTime() - last < quiet.toNanos()) {
            if (!absent.isEmpty() && System.nanoTime() - looked > LOOK_FOR_TOPICS_EVERY_NANOS) {
                looked = System.nanoTime();
                begin(consumer, existing(topics, absent));
            }
            ConsumerRecords<byte[], byte[]> read = poll(consumer);
            read.forEach(order::add);
            last = read.isEmpty() ? last : System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> record : order.ready(consumer::position)) {
                if (!records.test(record)) {
                    return;
                }
            }
            hold(consumer, order.full());
        }
    }

    /** No consumer can be asked while it has no partitions. */
    private static ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer) {
        if (consumer.assignment().isEmpty()) {
            LockSupport.parkNanos(POLL.toNanos());
            return ConsumerRecords.empty();
        }
        return consumer.poll(POLL);
    }

    /** The partitions of those of the absent topics that exist; these are absent no longer. */
    private static List<TopicPartition> existing(Topics topics, Set<String> absent) {
        Map<String, List<TopicPartition>> found = topics.partitions(absent);
        absent.removeAll(found.keySet());
        return found.values().stream().flatMap(List::stream).toList();
    }

    private static void begin(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> more) {
        if (more.isEmpty()) {
            return;
        }
        List<TopicPartition> all = new ArrayList<>(consumer.assignment());
        all.addAll(more);
        consumer.assign(all);
        consumer.seekToBeginning(more);
    }

    private static void hold(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> full) {
        List<TopicPartition> others = consumer.paused().stream()
                .filter(partition -> !full.contains(partition))
                .toList();
        consumer.resume(others);
        consumer.pause(full);
    }

    /** @return the ends of now */
    private static Map<TopicPartition, Long> seek(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, @Nullable Instant since) {
        consumer.seekToEnd(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions.forEach(partition -> ends.put(partition, consumer.position(partition)));
        if (since == null) {
            return ends;
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(p -> times.put(p, since.toEpochMilli()));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            if (found.getValue() != null) {
                consumer.seek(found.getKey(), found.getValue().offset());
            }
        }
        return ends;
    }

    /**
     * A change, or null for what is none: a tombstone beside a change event, which repeats the deletion, and what another
     * table put into the same topic.
     */
    static @Nullable Change change(TailedTopics tailed, ConsumerRecord<byte[], byte[]> record) {
        RecordValue event = RecordValue.of(record.value());
        List<TailedTopics.Tailed> of = tailed.mayBeOf(record.topic(), event);
        boolean repeats = event.value() == null && of.stream().noneMatch(TailedTopics.Tailed::isFlat);
        if (repeats || of.isEmpty()) {
            return null;
        }
        long millis = event.committedMillis();
        JsonNode key = RecordValue.payload(RecordValue.json(record.key()));
        return new Change(
                of.stream().map(TailedTopics.Tailed::table).collect(Collectors.joining(" or ")),
                event.op(),
                record.key() == null ? "" : key.toString(),
                millis < 0 ? null : Instant.ofEpochMilli(millis).toString(),
                record.partition(),
                record.offset(),
                fields(event.before(), event.after()));
    }

    /** Fields that differ; all of the one side where there is no other. */
    static Map<String, Values> fields(JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        List<String> ordered = new ArrayList<>();
        (after.isObject() ? after : before).fieldNames().forEachRemaining(ordered::add);
        names.removeAll(ordered);
        ordered.addAll(names);
        Map<String, Values> fields = new LinkedHashMap<>();
        for (String name : ordered) {
            JsonNode old = before.get(name);
            JsonNode now = after.get(name);
            if (!java.util.Objects.equals(old, now)) {
                fields.put(name, new Values(old, now));
            }
        }
        return fields;
    }
}
