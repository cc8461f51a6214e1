package io.headrace.bench.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * One topic of 6 partitions that sinks index. What its records are is computed from their number; only their offsets are
 * kept. Keys are whole numbers as text, so that every converter and every sink makes the same ids of them.
 */
final class SinkTopic {

    private static final int PARTITIONS = 6;
    private static final int ROUNDS = 5;
    private static final int MOST_UNDER_WAY = 20_000;

    private final String name;
    private final int records;
    private final int keys;
    private final boolean deletes;
    private final long[] offsets;

    private SinkTopic(String name, int records, int keys, boolean deletes) {
        this.name = name;
        this.records = records;
        this.keys = keys;
        this.deletes = deletes;
        this.offsets = new long[records];
    }

    /** Every record a document of its own. */
    static SinkTopic ofDocuments(String name, int records) {
        return new SinkTopic(name, records, records, false);
    }

    /** A fifth as many keys, each written five times, in another order each time; one record in twenty is a tombstone. */
    static SinkTopic ofChanges(String name, int records) {
        return new SinkTopic(name, records, Math.max(1, records / ROUNDS), true);
    }

    String name() {
        return name;
    }

    int records() {
        return records;
    }

    int keys() {
        return keys;
    }

    boolean hasDeletes() {
        return deletes;
    }

    int key(int record) {
        int round = record / keys;
        return (int) ((record % keys * 7_919L + round * 104_729L) % keys);
    }

    /** Null for a tombstone. */
    byte @Nullable [] value(int record) {
        return isTombstone(record) ? null : SinkDocuments.json(key(record), record / keys);
    }

    private boolean isTombstone(int record) {
        return deletes && Integer.remainderUnsigned(record * 0x9E3779B9, 20) == 0;
    }

    long offset(int record) {
        return offsets[record];
    }

    /** The record that each key ends with, by key; -1 where that is a tombstone or there is none. */
    int[] finalRecords() {
        int[] last = new int[keys];
        java.util.Arrays.fill(last, -1);
        for (int record = 0; record < records; record++) {
            last[key(record)] = isTombstone(record) ? -1 : record;
        }
        return last;
    }

    /** Makes the topic and fills it. */
    void fill(String bootstrapServers) throws ExecutionException, InterruptedException {
        create(bootstrapServers);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024,
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class))) {
            Deque<Future<RecordMetadata>> underWay = new ArrayDeque<>();
            int answered = 0;
            for (int record = 0; record < records; record++) {
                byte[] key = Integer.toString(key(record)).getBytes(StandardCharsets.US_ASCII);
                underWay.add(producer.send(new ProducerRecord<>(name, key, value(record))));
                if (underWay.size() > MOST_UNDER_WAY) {
                    offsets[answered++] = underWay.remove().get().offset();
                }
            }
            for (Future<RecordMetadata> written : underWay) {
                offsets[answered++] = written.get().offset();
            }
        }
    }

    private void create(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
            while (!isKnown(admin)) {
                Thread.sleep(20);
            }
        }
    }

    private boolean isKnown(Admin admin) throws InterruptedException, ExecutionException {
        try {
            return admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .allMatch(partition -> partition.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }
}
