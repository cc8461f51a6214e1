package io.headrace.console.status;

import io.headrace.console.pipeline.Route;
import io.headrace.console.server.ConsumerBacklog;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Topics;
import io.headrace.console.status.PipelineStatus.Hop;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the topics of tables end at one moment.
 *
 * @param answeredMillis how long the brokers took to say who they are
 * @param partitions of each topic that exists
 * @param ends up to where a read_committed reader can read
 * @param atNanos when that was
 * @param missing tables whose topics do not exist
 */
record TopicEnds(
        long answeredMillis,
        Map<String, List<TopicPartition>> partitions,
        Map<TopicPartition, Long> ends,
        long atNanos,
        Set<String> missing) {

    /** Between two readings that make a rate. */
    private static final long SAMPLE_MILLIS = 300;

    private static final long SLOW_ANSWER_MILLIS = 2_000;
    private static final int NAMED = 3;

    static TopicEnds look(Topics topics, Collection<Route> ways) {
        long answered = topics.askAll();
        Set<String> names = ways.stream().map(Route::topic).collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<TopicPartition>> partitions = names.isEmpty() ? new TreeMap<>() : topics.partitions(names);
        Map<TopicPartition, Long> ends =
                topics.ends(partitions.values().stream().flatMap(List::stream).toList());
        Set<String> missing = ways.stream()
                .filter(way -> !partitions.containsKey(way.topic()))
                .map(Route::table)
                .collect(Collectors.toCollection(TreeSet::new));
        return new TopicEnds(answered, partitions, ends, System.nanoTime(), missing);
    }

    /**
     * The broker with these topics, and how fast they grow.
     *
     * @param what the topic's name, or the brokers' address where there are several
     * @param empty tables without a row, whose topics come with their first
     */
    Hop hop(PipelineEndpoints target, Topics topics, String what, Set<String> empty) {
        Set<String> lost = new TreeSet<>(missing);
        lost.removeAll(empty);
        if (partitions.isEmpty() && !missing.isEmpty()) {
            return lost.isEmpty()
                    ? Hop.of("topic", what, "EMPTY", true, "created with the first row")
                    : Hop.of("topic", what, "MISSING", false, "no change has been captured yet");
        }
        long last = topics.newest(ends.keySet());
        Pause.millis(Math.max(0, SAMPLE_MILLIS - (System.nanoTime() - atNanos) / 1_000_000));
        Map<TopicPartition, Long> now = topics.ends(ends.keySet());
        boolean isSlow = answeredMillis > SLOW_ANSWER_MILLIS;
        String topicsThere = partitions.size() == 1 ? "" : partitions.size() + " topics, ";
        return new Hop(
                "topic",
                what,
                !lost.isEmpty() ? "MISSING" : isSlow ? "SLOW" : "UP",
                !isSlow && lost.isEmpty(),
                Rates.perSecond(ConsumerBacklog.between(target, ends, now).records(), atNanos),
                null,
                null,
                Rates.instant(last),
                topicsThere + ends.size() + " partitions"
                        + (isSlow ? "; the brokers took " + answeredMillis + " ms to answer" : "")
                        + (lost.isEmpty() ? "" : "; nothing has been captured yet of " + some(lost)));
    }

    /** A few names, and how many more there are. */
    static String some(Collection<String> names) {
        return names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }
}
