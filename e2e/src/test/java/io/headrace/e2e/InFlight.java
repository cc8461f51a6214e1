package io.headrace.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records of the orders topic a reader has not yet acknowledged. The records themselves are counted: transaction
 * markers take offsets too, so that the difference of two offsets is not their number.
 */
final class InFlight implements AutoCloseable {

    static final String SINK = "connect-elasticsearch-sink";
    static final String LISTENER = "headrace-listener";

    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, 6)
            .mapToObj(partition -> new TopicPartition("dbserver1.inventory.orders", partition))
            .toList();

    private final Admin admin;
    private final TopicReader topics;

    InFlight(String bootstrapServers) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.topics = new TopicReader(bootstrapServers);
    }

    /** Waits until there are at least so many, and returns how many. */
    int awaitAtLeast(int records, String group) {
        AtomicInteger count = new AtomicInteger();
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            count.set(topics.from(committed(group)).size());
            return count.get() >= records;
        });
        return count.get();
    }

    private Map<TopicPartition, Long> committed(String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : PARTITIONS) {
            OffsetAndMetadata offset = committed.get(partition);
            offsets.put(partition, offset == null ? 0 : offset.offset());
        }
        return offsets;
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
