package io.headrace.listener.internal.replay;

import io.headrace.listener.deadletter.ReplayRequest;
import io.headrace.listener.deadletter.ReplayStatus;
import io.headrace.listener.internal.attempt.Memories;
import io.headrace.listener.internal.deadletter.ReplayProgress;
import io.headrace.listener.internal.deadletter.ReplayRequestJson;
import io.headrace.listener.internal.deadletter.TopicReader;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.internal.progress.StoredProgress;
import io.headrace.listener.spi.ChangeDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the progress topic for replays that are asked for, wherever, and reads what they are of. It is a thread of its own;
 * what it reads goes to the poll thread by {@link ReplayFeed}. When the assignment changes it begins again with what is not
 * done yet.
 */
public final class ReplayReader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** What is awaited may be held back by a transaction or by brokers that are away. */
    private static final Duration CATCH_UP = Duration.ofMillis(50);

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final ProgressTopic topic;
    private final String deadLetterTopic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicReader reader;
    private final ChangeDecoder decoder;
    private final ReplayFeed feed;
    private final Memories memories;
    private final Runnable wakeup;

    private final Map<String, Long> read = new HashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private StoredProgress book = new StoredProgress();
    private volatile boolean stopped;

    /** @param wakeup tells the poll thread that there is something to replay */
    public ReplayReader(
            ProgressTopic topic,
            String deadLetterTopic,
            Supplier<Consumer<byte[], byte[]>> consumers,
            TopicReader reader,
            ChangeDecoder decoder,
            ReplayFeed feed,
            Memories memories,
            Runnable wakeup) {
        this.topic = topic;
        this.deadLetterTopic = deadLetterTopic;
        this.consumers = consumers;
        this.reader = reader;
        this.decoder = decoder;
        this.feed = feed;
        this.memories = memories;
        this.wakeup = wakeup;
    }

    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                if (feed.generation() > 0) {
                    follow();
                }
            } catch (KafkaException e) {
                LOG.debug("Checking for replays again in a second", e);
            } catch (RuntimeException e) {
                LOG.warn("A replay could not be read and is started again: {}", e.toString());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void follow() {
        book = new StoredProgress();
        read.clear();
        try (Consumer<byte[], byte[]> tail = consumers.get()) {
            List<TopicPartition> partitions = partitions(tail);
            if (partitions.isEmpty()) {
                return;
            }
            tail.assign(partitions);
            tail.seekToBeginning(partitions);
            while (!stopped) {
                poll(tail);
                if (!isUnread() || !catchUp(tail, partitions)) {
                    continue;
                }
                for (var asked : Map.copyOf(book.replays()).entrySet()) {
                    replay(tail, ReplayRequestJson.read(asked.getKey(), asked.getValue()));
                }
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> tail) {
        return tail.partitionsFor(topic.name()).stream()
                .map((PartitionInfo info) -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void poll(Consumer<byte[], byte[]> tail) {
        poll(tail, isUnread() ? Duration.ZERO : POLL);
    }

    private void poll(Consumer<byte[], byte[]> tail, Duration within) {
        for (ConsumerRecord<byte[], byte[]> record : tail.poll(within)) {
            topic.read(record.key(), record.value(), book);
        }
        book.replays().forEach((id, json) -> {
            if (json.path("cancelled").asBoolean()) {
                cancelled.add(id);
            }
        });
    }

    /** Whether a replay was not read yet as the assignment is now. */
    private boolean isUnread() {
        return book.replays().keySet().stream()
                .anyMatch(id -> !cancelled.contains(id)
                        && !Long.valueOf(feed.generation()).equals(read.get(id)));
    }

    /** What earlier replays did must be known before the next one is read. */
    private boolean catchUp(Consumer<byte[], byte[]> tail, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = tail.endOffsets(partitions);
        while (!stopped && ends.entrySet().stream().anyMatch(end -> tail.position(end.getKey()) < end.getValue())) {
            poll(tail, CATCH_UP);
        }
        return !stopped;
    }

    private void replay(Consumer<byte[], byte[]> tail, ReplayRequest request) {
        long generation = feed.generation();
        if (cancelled.contains(request.id()) || Long.valueOf(generation).equals(read.get(request.id()))) {
            return;
        }
        if (ReplayProgress.of(request, book).state() == ReplayStatus.State.DONE) {
            read.put(request.id(), generation);
            return;
        }
        ReplayPass pass = new ReplayPass(
                request,
                generation,
                book,
                deadLetterTopic,
                reader,
                decoder,
                feed,
                memories,
                () -> cancelled.contains(request.id()),
                () -> stopped,
                () -> {
                    wakeup.run();
                    poll(tail);
                });
        if (pass.run()) {
            read.put(request.id(), generation);
        }
    }
}
