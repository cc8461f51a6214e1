package io.headrace.console.lint;

import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import java.util.List;

/** Records that one part sends and the next can't take. */
final class SizeRules {

    private static final String PRODUCER = "producer.override.max.request.size";
    private static final String TOPIC = "topic.creation.default.max.message.bytes";
    /** A dead letter is its record and the reason. */
    private static final long HEADERS = 1_048_576;

    private static final long DEFAULT_REQUEST = 1_048_576;
    private static final long DEFAULT_MESSAGE = 1_048_588;

    static final List<Rule> RULES = List.of(
            Rule.error(
                    "dead-letters-too-small",
                    "A large record that is rejected can't even become a dead letter.",
                    (c, all, found) -> {
                        long source = all.stream()
                                .filter(Connector::isSource)
                                .mapToLong(s -> number(s, PRODUCER, DEFAULT_REQUEST))
                                .max()
                                .orElse(0);
                        long letters = number(c, PRODUCER, DEFAULT_REQUEST);
                        if (c.isSink() && c.has("errors.deadletterqueue.topic.name") && source > letters) {
                            found.at(
                                    PRODUCER,
                                    (c.has(PRODUCER) ? "is " + letters : "is missing, and " + letters + " its default")
                                            + ", but the source's records may have " + source
                                            + " bytes: a larger rejected record can't be written to the dead letter"
                                            + " topic. Set " + (source + HEADERS)
                                            + ", and allow as much in the topic (max.message.bytes).",
                                    Change.set(PRODUCER, String.valueOf(source + HEADERS)));
                        }
                    }),
            Rule.warning(
                    "topic-smaller-than-producer", "The topics allow less than the source sends.", (c, all, found) -> {
                        long sent = number(c, PRODUCER, DEFAULT_REQUEST);
                        long taken = number(c, TOPIC, DEFAULT_MESSAGE);
                        boolean creates = c.has("topic.creation.default.partitions");
                        if (c.isSource() && creates && sent > taken) {
                            found.at(
                                    TOPIC,
                                    (c.has(TOPIC) ? "is " + taken : "is missing, and a broker's default is " + taken)
                                            + ", but " + PRODUCER + " is " + sent
                                            + ": the first larger row stops the source. Raise the topics' limit to"
                                            + " match.",
                                    Change.set(TOPIC, String.valueOf(sent)));
                        }
                    }));

    private SizeRules() {}

    private static long number(Connector c, String key, long otherwise) {
        String value = c.get(key).strip();
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : otherwise;
    }
}
