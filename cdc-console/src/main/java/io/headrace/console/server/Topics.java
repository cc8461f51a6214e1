package io.headrace.console.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka's topics, offsets and groups. Every reader is read_committed and belongs to no group. */
public final class Topics implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 2_000;
    private static final int HELD_IN_ALL = 20_000;
    private static final int LEAST_BYTES = 16 << 10;
    private static final int MOST_BYTES = 1 << 20;
    private static final int BYTES_IN_ALL = 32 << 20;
    private static final Duration LONGEST_SEND = Duration.ofSeconds(30);

    private final PipelineEndpoints target;
    private final Admin admin;

    private Topics(PipelineEndpoints target, Admin admin) {
        this.target = target;
        this.admin = admin;
    }

    public static Topics open(PipelineEndpoints target) {
        Properties properties = properties(target);
        properties.put("request.timeout.ms", "5000");
        properties.put("default.api.timeout.ms", "10000");
        return new Topics(target, KafkaRefusal.told(target, () -> Admin.create(properties)));
    }

    public static Properties properties(PipelineEndpoints target) {
        Properties properties = new Properties();
        properties.putAll(target.kafka());
        properties.put("bootstrap.servers", target.bootstrapServers());
        return properties;
    }

    public static KafkaConsumer<byte[], byte[]> consumer(PipelineEndpoints target) {
        return consumer(target, 1);
    }

    /** How many records a reader of so many partitions should hold of each. */
    public static int heldOfEach(int partitions) {
        return Math.max(1, Math.min(MOST_AT_ONCE, HELD_IN_ALL / Math.max(1, partitions)));
    }

    /** One that does not hold more records and bytes for more partitions. */
    public static KafkaConsumer<byte[], byte[]> consumer(PipelineEndpoints target, int partitions) {
        Properties properties = properties(target);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, heldOfEach(partitions));
        properties.put(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Math.max(LEAST_BYTES, Math.min(MOST_BYTES, BYTES_IN_ALL / Math.max(1, partitions))));
        return KafkaRefusal.told(
                target,
                () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** Creates the topic with the cluster's own replication unless it is there; returns when it can be seen. */
    public void create(String topic, int partitions, Map<String, String> settings) {
        try {
            await(admin.createTopics(List.of(
                            new NewTopic(topic, Optional.of(partitions), Optional.<Short>empty()).configs(settings)))
                    .all());
        } catch (Problem refused) {
            if (!isFor(refused, TopicExistsException.class)) {
                throw refused;
            }
        }
        if (!Pause.until(() -> partitions(topic).size() >= partitions, PATIENCE, 20)) {
            throw new Problem(
                    Problem.Kind.FAILED, "Topic " + topic + " was created but is not visible yet; try again.");
        }
    }

    /** Deletes what there is of these topics. */
    public void delete(Collection<String> topics) {
        for (String topic : topics) {
            if (!partitions(topic).isEmpty()) {
                await(admin.deleteTopics(List.of(topic)).all());
            }
        }
    }

    /** Names of all topics that begin so. */
    public List<String> beginningWith(String prefix) {
        return await(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .toList();
    }

    /** The topic's partitions; none when there is no such topic. */
    public List<TopicPartition> partitions(String topic) {
        return partitions(List.of(topic)).getOrDefault(topic, List.of());
    }

    /** The partitions of these topics, in one request; a topic that does not exist is absent. */
    public Map<String, List<TopicPartition>> partitions(Collection<String> topics) {
        Map<String, List<TopicPartition>> partitions = new TreeMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, described) -> {
            try {
                partitions.put(
                        topic,
                        await(described).partitions().stream()
                                .map(TopicPartitionInfo::partition)
                                .map(p -> new TopicPartition(topic, p))
                                .toList());
            } catch (Problem refused) {
                if (!isFor(refused, UnknownTopicOrPartitionException.class)) {
                    throw refused;
                }
            }
        });
        return partitions;
    }

    /** Asks the brokers who they are; how many milliseconds the answer took. */
    public long askAll() {
        long start = System.nanoTime();
        await(admin.describeCluster().nodes());
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** The topic's partitions, once there are some that every broker knows of. */
    public List<TopicPartition> await(String topic, Duration patience) {
        List<List<TopicPartition>> found = new ArrayList<>(1);
        boolean there = Pause.until(
                () -> {
                    found.clear();
                    found.add(partitions(topic));
                    return !found.get(0).isEmpty();
                },
                patience,
                100);
        if (!there) {
            throw new Problem(
                    Problem.Kind.UNHEALTHY,
                    "Topic " + topic + " does not exist after " + patience.toSeconds()
                            + " s: whoever should write it is not running, or may not create it.");
        }
        return found.get(0);
    }

    /** As {@link #create}, but asks for nothing where the topic is there already. */
    public void make(String topic, int partitions, Map<String, String> settings) {
        if (!partitions(topic).isEmpty()) {
            return;
        }
        create(topic, partitions, settings);
    }

    /** One of a topic's settings. */
    public String setting(String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config settings = await(admin.describeConfigs(List.of(resource)).all()).get(resource);
        ConfigEntry entry = settings == null ? null : settings.get(name);
        return entry == null || entry.value() == null ? "" : entry.value();
    }

    /** Writes one record of text and returns when every replica in sync has it. */
    public void send(String topic, @Nullable String key, String value) {
        Properties properties = properties(target);
        properties.put("acks", "all");
        properties.put("max.block.ms", "10000");
        properties.put("delivery.timeout.ms", "20000");
        properties.put("request.timeout.ms", "10000");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            Awaited.within(LONGEST_SEND, producer.send(new ProducerRecord<>(topic, key, value)), this::unreachable);
        }
    }

    /** Up to where a read_committed reader can read now. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** Timestamp of the newest record, or -1 when there is none. */
    public long newest(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(p -> wanted.put(p, OffsetSpec.maxTimestamp()));
        return await(admin.listOffsets(wanted).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::timestamp)
                .max()
                .orElse(-1);
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(p -> wanted.put(p, spec));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                await(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        Map<TopicPartition, Long> ends = new HashMap<>();
        found.forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /** What the group has committed; partitions without a commit are absent. */
    public Map<TopicPartition, Long> committed(String group) {
        return committed(List.of(group)).getOrDefault(group, Map.of());
    }

    /** What each of these groups has committed, in one request. */
    public Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups) {
        Map<String, ListConsumerGroupOffsetsSpec> wanted = new HashMap<>();
        groups.forEach(group -> wanted.put(group, new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        if (wanted.isEmpty()) {
            return committed;
        }
        await(admin.listConsumerGroupOffsets(wanted).all()).forEach((group, found) -> {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            found.forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
            committed.put(group, offsets);
        });
        return committed;
    }

    /**
     * The values of the newest records; nothing of a topic that does not exist.
     *
     * @param newest how many offsets of each partition of a topic; some are of records, some of the ends of transactions
     */
    public List<byte[]> tail(Map<String, Long> newest) {
        List<TopicPartition> all = newest.keySet().stream()
                .flatMap(topic -> partitions(topic).stream())
                .toList();
        Map<TopicPartition, Long> ends = ends(all);
        Map<TopicPartition, Long> from = new HashMap<>(beginnings(ends.keySet()));
        from.replaceAll((partition, first) ->
                Math.max(first, ends.getOrDefault(partition, 0L) - newest.getOrDefault(partition.topic(), 0L)));
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(target)) {
            consumer.assign(ends.keySet());
            from.forEach(consumer::seek);
            Map<TopicPartition, Long> rest = new HashMap<>(ends);
            long until = System.nanoTime() + PATIENCE.toNanos();
            rest.entrySet().removeIf(e -> consumer.position(e.getKey()) >= e.getValue());
            while (!rest.isEmpty() && System.nanoTime() < until) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    if (record.value() != null) {
                        values.add(record.value());
                    }
                }
                rest.entrySet().removeIf(e -> consumer.position(e.getKey()) >= e.getValue());
            }
        }
        return values;
    }

    /** The group's unread part of the partitions, up to these ends. */
    public ConsumerBacklog backlog(String group, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> from = committed(group);
        Map<TopicPartition, Long> first = beginnings(ends.keySet());
        return ConsumerBacklog.between(target, start(from, first), ends);
    }

    private static Map<TopicPartition, Long> start(
            Map<TopicPartition, Long> committed, Map<TopicPartition, Long> beginnings) {
        Map<TopicPartition, Long> start = new HashMap<>(beginnings);
        start.replaceAll((partition, beginning) -> Math.max(beginning, committed.getOrDefault(partition, 0L)));
        return start;
    }

    private <T> T await(KafkaFuture<T> future) {
        return Awaited.within(PATIENCE, future, this::unreachable);
    }

    /** Whether Kafka refused for this. */
    private static boolean isFor(Problem refused, Class<? extends Throwable> reason) {
        return refused.getCause() instanceof ExecutionException failed && reason.isInstance(failed.getCause());
    }

    private Problem unreachable(Exception e) {
        return KafkaRefusal.of(target, e);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
