package io.headrace.console.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.CapturedTable;
import io.headrace.console.pipeline.RecordValue;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Topics;
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

    private final PipelineEndpoints target;
    private final String table;
    private final Predicate<Change> wanted;

    /** @param table {@code database.table} */
    public Tail(PipelineEndpoints target, String table, Predicate<Change> wanted) {
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
        CapturedTable captured = CapturedTable.find(new ConnectRest(target), table);
        String topic = captured.topic().topic();
        boolean isFlat = isFlat(captured.config());
        try (Topics topics = Topics.open(target);
                KafkaConsumer<byte[], byte[]> consumer = Topics.consumer(target)) {
            List<TopicPartition> partitions = topics.partitions(topic);
            if (partitions.isEmpty()) {
                throw new Problem(
                        Problem.Kind.FAILED, "There is no topic " + topic + " yet: nothing has been captured.");
            }
            consumer.assign(partitions);
            seek(consumer, partitions, since);
            long last = System.nanoTime();
            while (quiet == null || System.nanoTime() - last < quiet.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    last = System.nanoTime();
                    Change change = change(table, isFlat, record);
                    if (change != null && wanted.test(change) && !reader.take(change)) {
                        return;
                    }
                }
            }
        }
    }

    /** Whether the source unwraps its events, so that a deletion is a null value and nothing else. */
    private static boolean isFlat(JsonNode source) {
        return SourceTopic.list(source.path("transforms").asText("")).stream()
                .anyMatch(name -> source.path("transforms." + name + ".type")
                        .asText("")
                        .equals("io.debezium.transforms.ExtractNewRecordState"));
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

    /**
     * A change, or null for what is none: a tombstone beside a change event, which repeats the deletion, and what another
     * table put into the same topic.
     */
    static @Nullable Change change(String table, boolean isFlat, ConsumerRecord<byte[], byte[]> record) {
        RecordValue event = RecordValue.of(record.value());
        boolean repeats = event.value() == null && !isFlat;
        if (repeats || !event.mayBeOf(table)) {
            return null;
        }
        long millis = event.committedMillis();
        JsonNode key = RecordValue.payload(RecordValue.json(record.key()));
        return new Change(
                table,
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
