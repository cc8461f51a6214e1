package io.headrace.search;

import static org.awaitility.Awaitility.await;

import io.headrace.search.fault.FaultServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** A task on one partition, driven as a worker drives it. Used by the test's thread. */
final class RunningTask implements AutoCloseable {
    static final TopicPartition PARTITION = new TopicPartition("shop.orders", 0);

    private final SearchSinkTask task = new SearchSinkTask();
    private final FakeContext context;
    private long next;

    RunningTask(FaultServer server, String... settings) {
        this(server, false, settings);
    }

    RunningTask(FaultServer server, boolean deadLetters, String... settings) {
        this(server.url(), deadLetters, settings);
    }

    RunningTask(URI server, String... settings) {
        this(server, false, settings);
    }

    RunningTask(URI server, boolean deadLetters, String... settings) {
        context = new FakeContext(deadLetters);
        context.assign(Set.of(PARTITION));
        task.initialize(context);
        task.start(configuration(server, deadLetters, settings));
        task.open(Set.of(PARTITION));
    }

    static Map<String, String> configuration(FaultServer server, boolean deadLetters, String... settings) {
        return configuration(server.url(), deadLetters, settings);
    }

    static Map<String, String> configuration(URI server, boolean deadLetters, String... settings) {
        Map<String, String> configuration = new HashMap<>(Map.of(
                "name", "search",
                "connector.class", SearchSinkConnector.class.getName(),
                "topics", "shop.orders",
                "connection.url", server.toString(),
                "topic.to.index", "shop.orders:orders",
                "retry.backoff.ms", "1",
                "retry.backoff.max.ms", "5"));
        if (deadLetters) {
            configuration.put("errors.tolerance", "all");
            configuration.put("errors.deadletterqueue.topic.name", "dead-letters");
        }
        for (int i = 0; i < settings.length; i += 2) {
            configuration.put(settings[i], settings[i + 1]);
        }
        return configuration;
    }

    FakeContext context() {
        return context;
    }

    SearchSinkTask task() {
        return task;
    }

    /** Delivers JSON values under JSON keys: key, value, key, value; null is a tombstone. */
    RunningTask deliver(String... keysAndValues) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            records.add(record(next++, keysAndValues[i], keysAndValues[i + 1]));
        }
        task.put(records);
        return this;
    }

    static SinkRecord record(long offset, String key, String value) {
        return new SinkRecord(
                PARTITION.topic(),
                PARTITION.partition(),
                Schema.BYTES_SCHEMA,
                bytes(key),
                Schema.BYTES_SCHEMA,
                bytes(value),
                offset);
    }

    /** Delivers one record that was made at a time, in milliseconds since 1970. */
    RunningTask deliverAt(long timestamp, String key, String value) {
        task.put(List.of(new SinkRecord(
                PARTITION.topic(),
                PARTITION.partition(),
                Schema.BYTES_SCHEMA,
                bytes(key),
                Schema.BYTES_SCHEMA,
                bytes(value),
                next++,
                timestamp,
                TimestampType.CREATE_TIME)));
        return this;
    }

    /** Delivers values with a schema, or whatever a converter may make. */
    RunningTask deliver(Object key, Schema schema, Object value) {
        task.put(List.of(new SinkRecord(PARTITION.topic(), PARTITION.partition(), null, key, schema, value, next++)));
        return this;
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** How many records were delivered so far. */
    long delivered() {
        return next;
    }

    /** What the worker would commit now. */
    long committable() {
        return task.preCommit(new HashMap<>(Map.of(PARTITION, new OffsetAndMetadata(next))))
                .get(PARTITION)
                .offset();
    }

    /** Puts nothing, as a worker does when its poll finds nothing, until all that was delivered is committable. */
    RunningTask settle() {
        await().pollInSameThread()
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    task.put(List.of());
                    return committable() == next;
                });
        return this;
    }

    @Override
    public void close() {
        task.close(Set.of(PARTITION));
        task.stop();
    }
}
