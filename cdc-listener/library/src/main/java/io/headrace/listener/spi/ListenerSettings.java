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
 * @param concurrency reactions at once
 * @param maxInFlight records in memory
 * @param drainWithin how long running reactions may take to end when partitions move or the listener stops
 * @param start where to begin without a committed offset
 * @param rememberRecords how many records of a partition, and keys, the recognition of duplicates reaches back
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
                16,
                1_000,
                RetryPolicy.DEFAULT,
                AfterDeadLetter.CONTINUE,
                group + ".dead-letters",
                group + ".progress",
                Duration.ofSeconds(10),
                Start.EARLIEST,
                10_000);
    }
}
