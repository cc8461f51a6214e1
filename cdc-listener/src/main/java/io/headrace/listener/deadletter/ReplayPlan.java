package io.headrace.listener.deadletter;

import io.headrace.listener.decode.ChangeDecoder;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds out what a selection means now: which records, of what it would read.
 *
 * @param topics the source topics
 * @param committed what the group has finished: everything before these offsets
 */
record ReplayPlan(
        String deadLetterTopic,
        Collection<String> topics,
        TopicReader reader,
        ChangeDecoder decoder,
        Supplier<Map<TopicPartition, Long>> committed) {

    Map<TopicPartition, Range> ranges(Selection selection) {
        return selection instanceof Selection.Source source ? source(source.from()) : reader.all(deadLetterTopic);
    }

    private Map<TopicPartition, Range> source(Selection.From from) {
        Map<TopicPartition, Long> ends = committed.get();
        Map<TopicPartition, Range> ranges = new HashMap<>();
        for (String topic : topics) {
            Map<TopicPartition, Range> all = reader.all(topic);
            Map<TopicPartition, Long> starts =
                    from instanceof Selection.Time time ? reader.since(all, time.millis()) : Map.of();
            all.forEach((partition, range) -> {
                long end = Math.min(range.to(), ends.getOrDefault(partition, range.from()));
                long start = starts.getOrDefault(partition, range.from());
                if (from instanceof Selection.Offsets offsets) {
                    start = offsets.byPartition().getOrDefault(partition.partition(), end);
                }
                ranges.put(partition, new Range(Math.max(start, range.from()), end));
            });
        }
        return ranges;
    }

    DryRun count(Selection selection, Map<TopicPartition, Range> ranges, Ledger ledger) {
        DryRun.Counting counting = new DryRun.Counting(decoder);
        if (selection instanceof Selection.Source source) {
            Matching matching = new Matching(source, decoder);
            reader.read(ranges, record -> {
                if (matching.matches(record)) {
                    counting.selected(id(record).toString(), record);
                }
                return true;
            });
        } else if (selection instanceof Selection.Letters letters) {
            reader.read(ranges, letter -> {
                count(letters, letter, ledger, counting);
                return true;
            });
        }
        return counting.result();
    }

    private void count(
            Selection.Letters letters, ConsumerRecord<byte[], byte[]> letter, Ledger ledger, DryRun.Counting counting) {
        LetterId id = id(letter);
        Optional<ConsumerRecord<byte[], byte[]>> original = OriginalRecord.of(letter);
        if (original.isEmpty()
                || !topics.contains(original.get().topic())
                || !letters.has(id, DeadLetter.of(letter).error())) {
            return;
        }
        if (ledger.isReplayed(id.toString())) {
            counting.alreadyReplayed();
        } else {
            counting.selected(id.toString(), original.get());
        }
    }

    static LetterId id(ConsumerRecord<byte[], byte[]> record) {
        return new LetterId(record.topic(), record.partition(), record.offset());
    }
}
