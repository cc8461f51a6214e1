package io.headrace.listener.spi;

import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a listener reads and delivers.
 *
 * @param kafka settings for the Kafka clients, such as {@code bootstrap.servers} and those of security
 * @param group the consumer group, which also names the listener's own topics
 * @param instance names this process within the group, so that after a crash it takes its place again at once; empty for a
 *     name of its own each time, and then a crash is noticed after 10 seconds
 * @param concurrency reactions at once, 1 or more
 * @param maxInFlight records in memory, 2 or more
 * @param drainWithin how long running reactions may take to end when partitions move or the listener stops; not negative
 * @param start where to begin without a committed offset
 * @param rememberRecords how many records of a partition, and keys, the recognition of duplicates reaches back; 0 for
 *     none
 */
public record ListenerSettings(
        Map<String, String> kafka,
        String group,
        Optional<String> instance,
        int concurrency,
        int maxInFlight,
        RetryPolicy retry,
        AfterDeadLetter afterDeadLetter,
        String deadLetterTopic,
        String progressTopic,
        Duration drainWithin,
        Start start,
        int rememberRecords) {

    public static final int DEFAULT_CONCURRENCY = 16;
    public static final int DEFAULT_MAX_IN_FLIGHT = 1_000;
    public static final int DEFAULT_REMEMBER_RECORDS = 10_000;
    public static final Duration DEFAULT_DRAIN_WITHIN = Duration.ofSeconds(10);

    /** Where to begin without a committed offset. */
    public enum Start {
        EARLIEST,
        LATEST
    }

    public ListenerSettings {
        kafka = Map.copyOf(kafka);
        require(kafka.containsKey("bootstrap.servers"), "bootstrap.servers is needed, as host:port of a broker");
        require(!group.isBlank(), "group is needed: it names the consumer group");
        for (String topic : List.of(deadLetterTopic, progressTopic)) {
            require(
                    TopicName.isLegal(topic),
                    "the group names topics, which have letters, digits, dots, dashes and underscores only and no more than"
                            + " 249 of them, but the group " + group + " would need the topic " + topic);
        }
        require(concurrency >= 1, "concurrency must be at least 1, but is " + concurrency);
        require(maxInFlight >= 2, "max.in.flight must be at least 2, but is " + maxInFlight);
        require(!drainWithin.isNegative(), "drain.within must not be negative, but is " + drainWithin);
        require(rememberRecords >= 0, "remember.records must not be negative, but is " + rememberRecords);
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The defaults for a group. */
    public static ListenerSettings of(Map<String, String> kafka, String group) {
        return new ListenerSettings(
                kafka,
                group,
                Optional.empty(),
                DEFAULT_CONCURRENCY,
                DEFAULT_MAX_IN_FLIGHT,
                RetryPolicy.DEFAULT,
                AfterDeadLetter.CONTINUE,
                deadLetterTopic(group),
                progressTopic(group),
                DEFAULT_DRAIN_WITHIN,
                Start.EARLIEST,
                DEFAULT_REMEMBER_RECORDS);
    }

    /** The topic of a group's dead letters, unless another is named. */
    public static String deadLetterTopic(String group) {
        return group + ".dead-letters";
    }

    /** The topic of a group's progress, unless another is named. */
    public static String progressTopic(String group) {
        return group + ".progress";
    }
}
