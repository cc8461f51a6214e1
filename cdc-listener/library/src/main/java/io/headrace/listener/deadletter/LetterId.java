package io.headrace.listener.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a topic, as {@code topic-partition-offset}: what a dead letter is called. */
public record LetterId(String topic, int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");

    /** Empty when it is none. */
    public static Optional<LetterId> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new LetterId(
                        matcher.group(1), Integer.parseInt(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "-" + offset;
    }
}
