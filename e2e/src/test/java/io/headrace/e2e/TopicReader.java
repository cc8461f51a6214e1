package io.headrace.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is in a topic, committed transactions only, without a group. */
final class TopicReader {

    private final Map<String, Object> settings;

    TopicReader(String bootstrapServers) {
        this.settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class);
    }

    /** Every record from the beginning to where each partition ends now; in order within a partition. */
    List<ConsumerRecord<String, String>> everything(String topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return toTheEnd(consumer, consumer.beginningOffsets(partitions));
        }
    }

    /** Every record from these offsets to where each partition ends now; in order within a partition. */
    List<ConsumerRecord<String, String>> from(Map<TopicPartition, Long> offsets) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            return toTheEnd(consumer, offsets);
        }
    }

    private static List<ConsumerRecord<String, String>> toTheEnd(
            KafkaConsumer<String, String> consumer, Map<TopicPartition, Long> offsets) {
        consumer.assign(offsets.keySet());
        offsets.forEach((partition, offset) -> consumer.seek(partition, offset));
        Map<TopicPartition, Long> ends = consumer.endOffsets(offsets.keySet());
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }
}
