package io.headrace.console.status;

import io.headrace.console.pipeline.Route;
import io.headrace.console.server.ConsumerBacklog;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.ReaderBacklogs;
import io.headrace.console.server.ReaderBacklogs.Reader;
import io.headrace.console.server.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * What sinks have not read of the topics of tables, and which of them read nothing.
 *
 * @param byReader of each topic that exists, for each group that reads it
 * @param stalled groups that have moved nothing of a backlog whose oldest change waits long
 */
record SinkBacklogs(Map<Reader, ConsumerBacklog> byReader, Set<String> stalled, long atMillis) {

    /** A reader that has moved nothing of a backlog in this time, while the oldest waits long, is stalled. */
    static final long STALL_SAMPLE_MILLIS = 2_500;

    static final long LONG_WAIT_MILLIS = 15_000;

    /** @param millis how old the oldest is; 0 for none */
    record Waiting(long changes, long millis, boolean isStalled) {}

    static SinkBacklogs look(PipelineEndpoints target, Topics topics, Collection<Route> ways, TopicEnds ends) {
        Set<String> groups = new TreeSet<>();
        ways.forEach(way -> groups.add(way.group()));
        Map<String, Map<TopicPartition, Long>> committed = topics.committed(groups);
        Map<TopicPartition, Long> first = topics.beginnings(ends.ends().keySet());
        Map<Reader, Map<TopicPartition, Long>> from = new HashMap<>();
        for (Route way : ways) {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            ends.partitions()
                    .getOrDefault(way.topic(), List.of())
                    .forEach(partition -> offsets.put(
                            partition,
                            Math.max(
                                    first.getOrDefault(partition, 0L),
                                    committed
                                            .getOrDefault(way.group(), Map.of())
                                            .getOrDefault(partition, 0L))));
            from.put(new Reader(way.group(), way.topic()), offsets);
        }
        SinkBacklogs seen = new SinkBacklogs(
                ReaderBacklogs.of(target, from, ends.ends()), new HashSet<>(), System.currentTimeMillis());
        Set<String> late = new TreeSet<>(groups);
        late.removeIf(group -> seen.of(group).millis() < LONG_WAIT_MILLIS);
        if (late.isEmpty()) {
            return seen;
        }
        Map<String, Map<TopicPartition, Long>> before = topics.committed(late);
        Pause.millis(STALL_SAMPLE_MILLIS);
        Map<String, Map<TopicPartition, Long>> after = topics.committed(late);
        late.removeIf(group -> !before.getOrDefault(group, Map.of()).equals(after.getOrDefault(group, Map.of())));
        return new SinkBacklogs(seen.byReader(), late, seen.atMillis());
    }

    /** Of all topics of a group. */
    Waiting of(String group) {
        long changes = 0;
        long millis = 0;
        for (Map.Entry<Reader, ConsumerBacklog> one : byReader.entrySet()) {
            if (one.getKey().group().equals(group)) {
                changes += one.getValue().records();
                millis = Math.max(millis, age(one.getValue()));
            }
        }
        return new Waiting(changes, millis, stalled.contains(group));
    }

    /** Of one topic. */
    Waiting of(Route way) {
        ConsumerBacklog backlog =
                byReader.getOrDefault(new Reader(way.group(), way.topic()), new ConsumerBacklog(0, true, -1));
        return new Waiting(backlog.records(), age(backlog), stalled.contains(way.group()));
    }

    private long age(ConsumerBacklog backlog) {
        return backlog.none() || backlog.oldestMillis() < 0 ? 0 : Math.max(0, atMillis - backlog.oldestMillis());
    }
}
