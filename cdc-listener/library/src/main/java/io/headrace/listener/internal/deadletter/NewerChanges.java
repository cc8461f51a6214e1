package io.headrace.listener.internal.deadletter;

import io.headrace.listener.deadletter.Range;
import io.headrace.listener.internal.dispatch.LaneKey;
import io.headrace.listener.spi.ChangeDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts, for dead letters that are to be replayed, the later changes of their rows that were delivered already: replayed, a letter
 * comes after them. Not thread-safe.
 */
final class NewerChanges {
    /** The source topic is read from the oldest letter on, which may be far. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TopicReader reader;
    private final ChangeDecoder decoder;
    /** By row and offset, how many. */
    private final Map<LaneKey, Map<Long, Integer>> newer = new HashMap<>();

    private final Map<TopicPartition, Set<Long>> letters = new HashMap<>();

    NewerChanges(TopicReader reader, ChangeDecoder decoder) {
        this.reader = reader;
        this.decoder = decoder;
    }

    /** A letter, selected or not: it was not delivered. */
    void letter(ConsumerRecord<byte[], byte[]> original) {
        letters.computeIfAbsent(partition(original), any -> new HashSet<>()).add(original.offset());
    }

    /** A letter that would be replayed. */
    void selected(ConsumerRecord<byte[], byte[]> original) {
        newer.computeIfAbsent(lane(original), any -> new HashMap<>()).put(original.offset(), 0);
    }

    /**
     * Reads what the group has finished since.
     *
     * @param committed by partition: everything before was finished
     * @return false when it took too long and the counts are of a part
     */
    boolean count(Map<TopicPartition, Long> committed) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        newer.forEach((lane, offsets) -> {
            long end = committed.getOrDefault(lane.partition(), 0L);
            for (long offset : offsets.keySet()) {
                if (offset + 1 < end) {
                    ranges.merge(
                            lane.partition(),
                            new Range(offset + 1, end),
                            (one, other) -> new Range(Math.min(one.from(), other.from()), end));
                }
            }
        });
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean[] complete = {true};
        reader.read(ranges, record -> {
            count(record);
            complete[0] = System.nanoTime() < deadline;
            return complete[0];
        });
        return complete[0];
    }

    private void count(ConsumerRecord<byte[], byte[]> record) {
        Map<Long, Integer> offsets = newer.get(lane(record));
        if (offsets == null
                || letters.getOrDefault(partition(record), Set.of()).contains(record.offset())
                || !isChange(record)) {
            return;
        }
        offsets.replaceAll((offset, count) -> offset < record.offset() ? count + 1 : count);
    }

    private boolean isChange(ConsumerRecord<byte[], byte[]> record) {
        try {
            return decoder.decode(record).isPresent();
        } catch (RuntimeException e) {
            return false;
        }
    }

    int of(ConsumerRecord<byte[], byte[]> original) {
        return newer.getOrDefault(lane(original), Map.of()).getOrDefault(original.offset(), 0);
    }

    private static LaneKey lane(ConsumerRecord<byte[], byte[]> record) {
        return new LaneKey(partition(record), record.key());
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
