package io.headrace.console.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * A reader at the end of a topic, in place before anything is changed, so that the time at which a record arrives is the
 * time at which any reader could have it. A thread of its own reads; one other thread asks.
 */
final class TopicTail implements AutoCloseable {

    private record Arrival(long nanos, long id) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Thread reader;

    private TopicTail(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        this.reader = new Thread(this::read, "tap");
        reader.setDaemon(true);
    }

    static TopicTail atEndOf(PipelineEndpoints target, List<TopicPartition> partitions) {
        KafkaConsumer<byte[], byte[]> consumer = Topics.consumer(target);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        consumer.poll(Duration.ofMillis(50));
        TopicTail tap = new TopicTail(consumer);
        tap.reader.start();
        return tap;
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.value() != null) {
                        arrivals.add(new Arrival(System.nanoTime(), id(record.key())));
                    }
                }
            }
        } catch (WakeupException closed) {
            // the way out
        }
    }

    /** When the next record with a value arrived for this primary key; null when none comes in time. */
    @Nullable
    Long next(long id, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Arrival arrival = arrivals.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (arrival == null) {
                return null;
            }
            if (arrival.id() == id) {
                return arrival.nanos();
            }
        }
    }

    private static long id(byte @Nullable [] key) {
        try {
            JsonNode json = Rest.JSON.readTree(key == null ? new byte[0] : key);
            return json.isObject() ? json.path("id").asLong(-1) : json.asLong(-1);
        } catch (IOException notJson) {
            return -1;
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
