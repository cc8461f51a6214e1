package io.headrace.listener.internal.kafka;

import io.headrace.listener.spi.ListenerSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the clients. What the user set wins, except where correctness depends on it. */
public final class KafkaClients {
    /** A dead letter is as large as the record that it is made of, and the shipped source writes 20 MB. */
    public static final int LARGEST_LETTER = 24 * 1024 * 1024;

    private static final int LARGEST_MESSAGE = 1_000_000;

    private final ListenerSettings settings;
    private final String transactionalId;

    public KafkaClients(ListenerSettings settings) {
        this.settings = settings;
        this.transactionalId = settings.group() + "-"
                + settings.instance().orElseGet(() -> UUID.randomUUID().toString());
    }

    /** A consumer in the group. */
    public Consumer<byte[], byte[]> groupConsumer(int maxPollRecords) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "16777216");
        if (!"consumer".equals(settings.kafka().get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
            config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
            config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
        }
        config.putAll(settings.kafka());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        settings.instance().ifPresent(instance -> config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance));
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        return consumer(config);
    }

    /** A consumer without a group. */
    public Consumer<byte[], byte[]> plainConsumer() {
        return consumer(new HashMap<>(settings.kafka()));
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer without transactions. */
    public Producer<byte[], byte[]> plainProducer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000");
        config.putAll(settings.kafka());
        config.keySet().removeIf(name -> !ProducerConfig.configNames().contains(name));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A transactional producer: each ends what the one before left open. */
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(LARGEST_LETTER));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000");
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "10000");
        config.putAll(settings.kafka());
        config.keySet().removeIf(name -> !ProducerConfig.configNames().contains(name));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** How large a message of a reaction may be, in bytes: topics take 1 MB unless they are set to more. */
    public int largestMessage() {
        String set = settings.kafka().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return set == null ? LARGEST_MESSAGE : Integer.parseInt(set);
    }

    /** How large a dead letter may be, in bytes; a larger one does without its value. */
    public int largestLetter() {
        String set = settings.kafka().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        return set == null ? LARGEST_LETTER : Integer.parseInt(set);
    }

    public Admin admin() {
        Map<String, Object> config = new HashMap<>(settings.kafka());
        config.keySet().removeIf(name -> !AdminClientConfig.configNames().contains(name));
        return Admin.create(config);
    }
}
