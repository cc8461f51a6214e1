package io.headrace.console.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What several groups have not read of their topics, each topic by itself. One consumer reads all of it, the small backlogs
 * whole, as many as are {@link ConsumerBacklog#LONGEST_TO_READ} records together, and of the others the first record of each
 * partition.
 */
public final class ReaderBacklogs {

    /** A group, and a topic that it reads. */
    public record Reader(String group, String topic) {}

    private record Open(Reader reader, Map<TopicPartition, Long> from, long difference) {}

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<? extends Consumer<byte[], byte[]>> consumers;
    private final Map<TopicPartition, Long> ends;
    private final Map<Reader, ConsumerBacklog> found = new HashMap<>();

    private ReaderBacklogs(Supplier<? extends Consumer<byte[], byte[]>> consumers, Map<TopicPartition, Long> ends) {
        this.consumers = consumers;
        this.ends = ends;
    }

    /**
     * @param from where each reader goes on, for each partition of its topic
     * @param ends of all these partitions
     */
    public static Map<Reader, ConsumerBacklog> of(
            PipelineEndpoints target, Map<Reader, Map<TopicPartition, Long>> from, Map<TopicPartition, Long> ends) {
        return of(() -> Topics.consumer(target), from, ends);
    }

    /** @param consumers gives a consumer of read_committed that belongs to no group; it is closed */
    static Map<Reader, ConsumerBacklog> of(
            Supplier<? extends Consumer<byte[], byte[]>> consumers,
            Map<Reader, Map<TopicPartition, Long>> from,
            Map<TopicPartition, Long> ends) {
        ReaderBacklogs all = new ReaderBacklogs(consumers, ends);
        List<Open> open = new ArrayList<>();
        from.forEach((reader, offsets) -> {
            Open one = all.open(reader, offsets);
            if (one.from().isEmpty()) {
                all.found.put(reader, ConsumerBacklog.NOTHING);
            } else {
                open.add(one);
            }
        });
        all.read(open);
        return all.found;
    }

    private Open open(Reader reader, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, Long> open = new HashMap<>();
        long difference = 0;
        for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
            long behind = ends.getOrDefault(offset.getKey(), 0L) - offset.getValue();
            if (behind > 0) {
                open.put(offset.getKey(), offset.getValue());
                difference += behind;
            }
        }
        return new Open(reader, open, difference);
    }

    /** A consumer has one place in a partition: what several groups read of one topic is read in rounds. */
    private void read(List<Open> open) {
        open.sort(Comparator.comparingLong(Open::difference));
        Map<Integer, Map<TopicPartition, Open>> rounds = new TreeMap<>();
        Map<String, Integer> readersOfTopic = new HashMap<>();
        Set<Reader> exact = new HashSet<>();
        long sum = 0;
        for (Open one : open) {
            sum += one.difference();
            if (sum <= ConsumerBacklog.LONGEST_TO_READ) {
                exact.add(one.reader());
            }
            int round = readersOfTopic.merge(one.reader().topic(), 1, Integer::sum);
            Map<TopicPartition, Open> of = rounds.computeIfAbsent(round, any -> new HashMap<>());
            one.from().keySet().forEach(partition -> of.put(partition, one));
        }
        if (rounds.isEmpty()) {
            return;
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            rounds.values().forEach(round -> read(consumer, round, exact, until));
        }
        open.stream()
                .filter(one -> !exact.contains(one.reader()))
                .forEach(one -> found.put(
                        one.reader(),
                        new ConsumerBacklog(
                                one.difference(), false, counted(one.reader()).oldestMillis())));
    }

    private void read(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Open> round, Set<Reader> exact, long until) {
        consumer.assign(round.keySet());
        consumer.resume(round.keySet()); // as an earlier round has left them
        round.forEach((partition, one) -> consumer.seek(partition, one.from().getOrDefault(partition, 0L)));
        Map<TopicPartition, Open> rest = new HashMap<>(round);
        round.values().forEach(one -> found.put(one.reader(), ConsumerBacklog.NOTHING));
        while (!rest.isEmpty() && System.nanoTime() < until) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                Open one = rest.get(partition);
                if (one == null || record.offset() >= ends.getOrDefault(partition, 0L)) {
                    continue;
                }
                count(one.reader(), record.timestamp());
                if (!exact.contains(one.reader())) {
                    done(consumer, rest, partition);
                }
            }
            for (TopicPartition partition : List.copyOf(rest.keySet())) {
                if (consumer.position(partition) >= ends.getOrDefault(partition, 0L)) {
                    done(consumer, rest, partition);
                }
            }
        }
    }

    private static void done(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Open> rest, TopicPartition partition) {
        rest.remove(partition);
        consumer.pause(List.of(partition));
    }

    private ConsumerBacklog counted(Reader reader) {
        return found.getOrDefault(reader, ConsumerBacklog.NOTHING);
    }

    private void count(Reader reader, long timestamp) {
        ConsumerBacklog before = counted(reader);
        long oldest = before.oldestMillis() < 0 ? timestamp : Math.min(before.oldestMillis(), timestamp);
        found.put(reader, new ConsumerBacklog(before.records() + 1, true, oldest));
    }
}
