package io.headrace.console.deadletter;

import io.headrace.console.server.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of {@code TOPIC-PARTITION-OFFSET}. */
record DeadLetterId(String topic, int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");

    /** @throws Problem when the text has another form */
    static DeadLetterId parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "A dead letter's id is TOPIC-PARTITION-OFFSET, as shown by ./cdc dlq list; found " + text);
        }
        return new DeadLetterId(parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3)));
    }
}
