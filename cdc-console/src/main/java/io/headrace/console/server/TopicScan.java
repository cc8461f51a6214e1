package io.headrace.console.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads parts of topics once, in the order of each partition, up to offsets that are known before. */
public final class TopicScan {

    private static final Duration STALL = Duration.ofSeconds(60);

    private final PipelineEndpoints target;

    public TopicScan(PipelineEndpoints target) {
        this.target = target;
    }

    /** Everything that the topic holds now; nothing when there is no such topic. */
    public void all(Topics topics, String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        List<TopicPartition> partitions = topics.partitions(topic);
        if (!partitions.isEmpty()) {
            between(topics.beginnings(partitions), topics.ends(partitions), each);
        }
    }

    /**
     * @param from where to begin in each partition of {@code ends}; absent is 0
     * @param ends where to end, itself not read
     * @throws Problem when nothing comes for a minute
     */
    public void between(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> rest = new HashMap<>(ends);
        rest.entrySet().removeIf(e -> from.getOrDefault(e.getKey(), 0L) >= e.getValue());
        if (rest.isEmpty()) {
            return;
        }
        try (KafkaConsumer<byte[], byte[]> consumer = Topics.consumer(target)) {
            consumer.assign(rest.keySet());
            rest.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
            long moved = System.nanoTime();
            while (!rest.isEmpty()) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(200));
                for (ConsumerRecord<byte[], byte[]> record : polled) {
                    if (record.offset()
                            < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                        each.accept(record);
                    }
                }
                boolean ended = rest.entrySet().removeIf(e -> {
                    boolean done = consumer.position(e.getKey()) >= e.getValue();
                    if (done) {
                        consumer.pause(List.of(e.getKey()));
                    }
                    return done;
                });
                moved = ended || !polled.isEmpty() ? System.nanoTime() : moved;
                if (System.nanoTime() - moved > STALL.toNanos()) {
                    throw new Problem(
                            Problem.Kind.UNREACHABLE,
                            "Kafka at " + target.bootstrapServers() + " returned nothing more from " + rest.keySet()
                                    + " for " + STALL.toSeconds() + " s. Are the partitions' leaders up?");
                }
            }
        }
    }
}
