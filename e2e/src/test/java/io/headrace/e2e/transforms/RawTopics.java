package io.headrace.e2e.transforms;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The bytes of topics as they lie in Kafka: internal topics, keys, headers and aborted transactions included. */
final class RawTopics {

    private final String bootstrapServers;

    RawTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    Set<String> names() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return new TreeSet<>(admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get());
        }
    }

    /** Every record of a topic from its beginning to where it ends now. */
    List<ConsumerRecord<byte[], byte[]>> everything(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_uncommitted",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** All of a record that has bytes, as text: key, value, names and values of headers. */
    static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder(of(record.key())).append('\n').append(of(record.value()));
        for (Header header : record.headers()) {
            text.append('\n').append(header.key()).append('\n').append(of(header.value()));
        }
        return text.toString();
    }

    /** The text in lower case, and as it reads inside base64 at each of its three positions. */
    static List<String> spellings(String clear) {
        return Stream.concat(
                        Stream.of(clear.toLowerCase(Locale.ROOT)),
                        Stream.of(0, 1, 2).map(shift -> inBase64(clear, shift)))
                .toList();
    }

    private static String inBase64(String clear, int shift) {
        String whole = Base64.getEncoder()
                .withoutPadding()
                .encodeToString((" ".repeat(shift) + clear).getBytes(StandardCharsets.UTF_8));
        int first = shift == 0 ? 0 : shift + 1;
        return whole.substring(first, whole.length() - 2).toLowerCase(Locale.ROOT);
    }

    private static String of(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
