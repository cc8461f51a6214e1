package io.headrace.listener.internal.deadletter;

import io.headrace.listener.deadletter.DryRun;
import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.Range;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.spi.ChangeDecoder;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
        return selection.fold(source -> source(source.from()), letters -> reader.all(deadLetterTopic));
    }

    private Map<TopicPartition, Range> source(Selection.From from) {
        Map<TopicPartition, Long> ends = committed.get();
        Map<TopicPartition, Range> ranges = new HashMap<>();
        for (String topic : topics) {
            Map<TopicPartition, Range> all = reader.all(topic);
            Map<TopicPartition, Long> starts = from.accept(new Starts(reader, all));
            all.forEach((partition, range) -> {
                long end = Math.min(range.to(), ends.getOrDefault(partition, range.from()));
                long start = starts.getOrDefault(partition, end);
                ranges.put(partition, new Range(Math.max(start, range.from()), end));
            });
        }
        return ranges;
    }

    /** The first offset of each partition; a partition without one is left out. */
    private record Starts(TopicReader reader, Map<TopicPartition, Range> all)
            implements Selection.From.Visitor<Map<TopicPartition, Long>> {
        @Override
        public Map<TopicPartition, Long> beginning(Selection.Beginning from) {
            return beginnings();
        }

        @Override
        public Map<TopicPartition, Long> time(Selection.Time from) {
            return reader.since(all, from.millis());
        }

        /** A GTID has no place in a topic: everything is read, and what is older is passed over. */
        @Override
        public Map<TopicPartition, Long> gtid(Selection.Gtid from) {
            return beginnings();
        }

        @Override
        public Map<TopicPartition, Long> offsets(Selection.Offsets from) {
            Map<TopicPartition, Long> starts = new HashMap<>();
            for (TopicPartition partition : all.keySet()) {
                Long offset = from.byPartition().get(partition.partition());
                if (offset != null) {
                    starts.put(partition, offset);
                }
            }
            return starts;
        }

        private Map<TopicPartition, Long> beginnings() {
            Map<TopicPartition, Long> starts = new HashMap<>();
            all.forEach((partition, range) -> starts.put(partition, range.from()));
            return starts;
        }
    }

    DryRun count(Selection selection, Map<TopicPartition, Range> ranges, Ledger ledger) {
        DryRunCount counting = new DryRunCount(decoder);
        selection.to(source -> count(source, ranges, counting), letters -> count(letters, ranges, ledger, counting));
        return counting.result();
    }

    private void count(Selection.Source source, Map<TopicPartition, Range> ranges, DryRunCount counting) {
        Matching matching = new Matching(source, decoder);
        reader.read(ranges, record -> {
            if (matching.matches(record)) {
                counting.selected(id(record).toString(), record);
            }
            return true;
        });
    }

    private void count(
            Selection.Letters letters, Map<TopicPartition, Range> ranges, Ledger ledger, DryRunCount counting) {
        NewerChanges newer = new NewerChanges(reader, decoder);
        Originals originals = new Originals(reader);
        Map<String, ConsumerRecord<byte[], byte[]>> selected = new LinkedHashMap<>();
        reader.read(ranges, letter -> {
            LetterId id = id(letter);
            Optional<ConsumerRecord<byte[], byte[]>> original = OriginalRecord.of(letter);
            if (original.isEmpty() || !topics.contains(original.get().topic())) {
                return true;
            }
            boolean isReplayed = ledger.isReplayed(id.toString());
            if (!isReplayed) {
                newer.letter(original.get());
            }
            if (!letters.has(id, DeadLetterReader.letter(letter).error())) {
                return true;
            }
            if (isReplayed) {
                counting.alreadyReplayed();
            } else {
                counting.selected(id.toString(), originals.of(letter).orElse(original.get()));
                newer.selected(original.get());
                selected.put(id.toString(), withoutValue(original.get()));
            }
            return true;
        });
        boolean complete = newer.count(committed.get());
        selected.forEach((id, original) -> counting.newer(id, newer.of(original)));
        counting.newerComplete(complete);
    }

    /** What is needed of a letter after it was looked at: there may be many, and large ones. */
    private static ConsumerRecord<byte[], byte[]> withoutValue(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(record.topic(), record.partition(), record.offset(), record.key(), null);
    }

    static LetterId id(ConsumerRecord<byte[], byte[]> record) {
        return new LetterId(record.topic(), record.partition(), record.offset());
    }
}
