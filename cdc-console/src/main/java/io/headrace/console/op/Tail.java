package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Follows a table's changes as they come, or from a time in the past. This shows row values: it is what it is for. */
public final class Tail {

    /**
     * One change.
     *
     * @param op c create, u update, d delete, r read by a snapshot
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
            Map<String, Values> fields) {}

    /** @param before null where there was none, as is after */
    public record Values(
            @Nullable JsonNode before, @Nullable JsonNode after) {}

    private final Target target;
    private final String table;
    private final Predicate<Change> wanted;

    /** @param table {@code database.table} */
    public Tail(Target target, String table, Predicate<Change> wanted) {
        this.target = target;
        this.table = table;
        this.wanted = wanted;
    }

    /** Gives changes to the reader until it wants no more. */
    public interface Reader {
        /** @return whether to go on */
        boolean take(Change change);
    }

    /**
     * @param since from when on; null for what comes from now on
     * @param quiet how long to wait for a change before giving up; null for ever
     */
    public void run(@Nullable Instant since, @Nullable Duration quiet, Reader reader) {
        Route route = Route.find(new ConnectRest(target), table);
        try (Topics topics = Topics.open(target);
                KafkaConsumer<byte[], byte[]> consumer = Topics.consumer(target)) {
            List<TopicPartition> partitions = topics.partitions(route.topic());
            if (partitions.isEmpty()) {
                throw new Problem(
                        Problem.Kind.FAILED, "There is no topic " + route.topic() + " yet: nothing has been captured.");
            }
            consumer.assign(partitions);
            seek(consumer, partitions, since);
            long last = System.nanoTime();
            while (quiet == null || System.nanoTime() - last < quiet.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    last = System.nanoTime();
                    Change change = change(record);
                    if (change != null && wanted.test(change) && !reader.take(change)) {
                        return;
                    }
                }
            }
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, @Nullable Instant since) {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        if (since == null) {
            return;
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(p -> times.put(p, since.toEpochMilli()));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            if (found.getValue() != null) {
                consumer.seek(found.getKey(), found.getValue().offset());
            }
        }
    }

    private @Nullable Change change(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null; // the tombstone after a delete
        }
        JsonNode envelope = json(record.value());
        JsonNode before = envelope.path("before");
        JsonNode after = envelope.path("after");
        long millis = envelope.path("source").path("ts_ms").asLong(-1);
        return new Change(
                table,
                envelope.path("op").asText("?"),
                record.key() == null ? "" : json(record.key()).toString(),
                millis < 0 ? null : Instant.ofEpochMilli(millis).toString(),
                record.partition(),
                record.offset(),
                fields(before, after));
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

    private static JsonNode json(byte[] bytes) {
        try {
            return Rest.JSON.readTree(bytes);
        } catch (IOException notJson) {
            return Rest.JSON.missingNode();
        }
    }
}
