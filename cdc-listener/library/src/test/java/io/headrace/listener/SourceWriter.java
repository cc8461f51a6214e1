package io.headrace.listener;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Updates random rows 500 times a second, as a source would tell it, until it is stopped. A change that the broker does not take
 * fails the writer: nobody can be asked to deliver it. Thread-safe.
 */
public final class SourceWriter implements AutoCloseable {
    /** Changes a second. */
    public static final int RATE = 500;

    private static final String SERVER = "18abe1e1-e4c5-11f1-9889-02fc00000001:";

    private final String topic;
    private final int keys;
    private final Map<Integer, Integer> versions = new ConcurrentHashMap<>();
    private final Map<String, RecordMetadata> places = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> refusal = new AtomicReference<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CompletableFuture<Void> writing;

    private SourceWriter(TestBroker broker, String topic, int keys) {
        this.topic = topic;
        this.keys = keys;
        this.writing = CompletableFuture.runAsync(() -> write(broker));
    }

    /** @param keys how many rows there are */
    public static SourceWriter start(TestBroker broker, String topic, int keys) {
        return new SourceWriter(broker, topic, keys);
    }

    private void write(TestBroker broker) {
        Envelopes envelopes = Envelopes.create();
        Random random = new Random(11);
        try (Producer<byte[], byte[]> producer = broker.producer()) {
            long start = System.nanoTime();
            while (!stopping.get()) {
                requireTaken();
                int key = random.nextInt(keys);
                int version = versions.merge(key, 1, Integer::sum);
                ObjectNode before = Envelopes.order(key, "NEW").put("version", version - 1);
                byte[] value = envelopes.updated(before, before.deepCopy().put("version", version));
                int change = count.incrementAndGet();
                var unused = producer.send(
                        new ProducerRecord<>(topic, Envelopes.key(key), value),
                        (place, error) -> answered(SERVER + change + "/1", place, error));
                LockSupport.parkNanos(start + change * 1_000_000_000L / RATE - System.nanoTime());
            }
        }
        requireTaken();
    }

    private void answered(String id, RecordMetadata place, @Nullable Exception error) {
        if (error == null) {
            places.put(id, place);
        } else {
            refusal.compareAndSet(null, error);
        }
    }

    private void requireTaken() {
        Exception error = refusal.get();
        if (error != null) {
            throw new IllegalStateException("the broker did not take a change that the test wrote", error);
        }
    }

    /** How many changes were written so far; fails when one was not taken. */
    public int count() {
        if (writing.isCompletedExceptionally()) {
            writing.join();
        }
        return count.get();
    }

    /** Where each change is, by its idempotency key. */
    public Map<String, RecordMetadata> places() {
        return places;
    }

    /** The last version of each row. */
    public Map<Integer, Integer> versions() {
        return versions;
    }

    /** Returns when the broker has taken all changes; fails when it has not. */
    public void stop() {
        stopping.set(true);
        writing.join();
    }

    @Override
    public void close() {
        stopping.set(true);
    }
}
