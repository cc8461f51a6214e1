package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Where a connector's transforms take the records of a topic: routers that name the new topic by a pattern are followed, with
 * the field that they add to keys; others can't be.
 *
 * @param origin the topic's name before the transforms
 * @param topic its name after them
 * @param keyFields what routers add to each key, in their order
 */
public record SourceTopic(String origin, String topic, List<KeyField> keyFields) {

    /** A field of the key that has this text in every record of the topic. */
    public record KeyField(String name, String text) {}

    /** Thrown where a transform decides by the record, not by its topic. */
    public static final class NotFollowed extends Exception {
        private static final long serialVersionUID = 1;

        NotFollowed(String message) {
            super(message);
        }
    }

    private static final String BY_TABLE = "io.debezium.transforms.ByLogicalTableRouter";
    private static final String BY_REGEX = "org.apache.kafka.connect.transforms.RegexRouter";
    /** Routers of all owners are named so. */
    private static final Pattern BY_RECORD = Pattern.compile(".*\\.(?:\\w*Router|ExtractTopic)(?:\\$\\w+)?");

    private static final String TOPIC_MATCHES = "org.apache.kafka.connect.transforms.predicates.TopicNameMatches";
    private static final String STRATEGY = "io.debezium.schema.SchemaTopicNamingStrategy";
    private static final String OTHER_STRATEGY = "io.debezium.schema.DefaultTopicNamingStrategy";

    public SourceTopic {
        keyFields = List.copyOf(keyFields);
    }

    /** Where a MySQL source of Debezium puts the changes of a table. */
    public static SourceTopic ofTable(JsonNode source, String table) throws NotFollowed {
        String strategy = source.path("topic.naming.strategy").asText(STRATEGY);
        if (!strategy.equals(STRATEGY) && !strategy.equals(OTHER_STRATEGY)) {
            throw new NotFollowed("topic.naming.strategy=" + strategy + " names topics in its own way");
        }
        return after(source, named(source, table));
    }

    /** The name that Debezium gives the topic: Kafka allows letters, digits, dot, dash and underscore. */
    public static String named(JsonNode source, String table) {
        int dot = table.indexOf('.');
        String delimiter = source.path("topic.delimiter").asText(".");
        return legal(source.path("topic.prefix").asText()
                + delimiter
                + table.substring(0, dot)
                + delimiter
                + table.substring(dot + 1));
    }

    private static String legal(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** Where the transforms of this connector take a topic. */
    public static SourceTopic after(JsonNode connector, String topic) throws NotFollowed {
        String at = topic;
        List<KeyField> added = new ArrayList<>();
        for (String name : connector.path("transforms").asText("").split(",")) {
            String prefix = "transforms." + name.strip() + ".";
            String type = connector.path(prefix + "type").asText("");
            boolean isFollowed = type.equals(BY_TABLE) || type.equals(BY_REGEX);
            if (!isFollowed
                    && BY_RECORD.matcher(type).matches()
                    && applies(connector, prefix, at).orElse(true)) {
                throw new NotFollowed("transform " + name.strip() + " (" + type + ") chooses a topic for each record");
            }
            if (!connector.path(prefix + "route.by.field").asText("").isEmpty()) {
                throw new NotFollowed(
                        "transform " + name.strip() + " chooses a topic for each record by route.by.field");
            }
            if (!isFollowed) {
                continue;
            }
            String before = at;
            Optional<Boolean> applies = applies(connector, prefix, at);
            if (applies.isEmpty()) {
                throw new NotFollowed("transform " + name.strip() + " (" + type + ") depends on predicate "
                        + connector.path(prefix + "predicate").asText() + ", which is evaluated for each record");
            }
            if (applies.get()) {
                at = type.equals(BY_TABLE)
                        ? byTable(connector, prefix, at, added)
                        : replaced(connector, prefix, "regex", "replacement", at);
            }
            if (at.isEmpty()) {
                at = before;
            }
        }
        return new SourceTopic(topic, at, added);
    }

    private static String byTable(JsonNode connector, String prefix, String topic, List<KeyField> added)
            throws NotFollowed {
        if (!matches(connector.path(prefix + "topic.regex").asText(""), topic)) {
            return topic;
        }
        if (!connector.path(prefix + "key.enforce.uniqueness").asText("true").equalsIgnoreCase("false")) {
            String text = connector.path(prefix + "key.field.regex").asText("").isEmpty()
                    ? topic
                    : replaced(connector, prefix, "key.field.regex", "key.field.replacement", topic);
            added.add(new KeyField(
                    connector.path(prefix + "key.field.name").asText("__dbz__physicalTableIdentifier"), text));
        }
        return replaced(connector, prefix, "topic.regex", "topic.replacement", topic);
    }

    private static String replaced(JsonNode connector, String prefix, String regex, String replacement, String text)
            throws NotFollowed {
        String pattern = connector.path(prefix + regex).asText("");
        try {
            return matches(pattern, text)
                    ? text.replaceFirst(
                            "^(?:" + pattern + ")$",
                            connector.path(prefix + replacement).asText(""))
                    : text;
        } catch (IllegalArgumentException | IndexOutOfBoundsException notAReplacement) {
            throw new NotFollowed(prefix + replacement + " does not fit its pattern");
        }
    }

    /** Whether the transform sees records of the topic; empty when its predicate does not go by the topic. */
    private static Optional<Boolean> applies(JsonNode connector, String prefix, String topic) throws NotFollowed {
        String predicate = connector.path(prefix + "predicate").asText("");
        if (predicate.isEmpty()) {
            return Optional.of(true);
        }
        if (!connector.path("predicates." + predicate + ".type").asText("").equals(TOPIC_MATCHES)) {
            return Optional.empty();
        }
        boolean negated = connector.path(prefix + "negate").asText("false").equalsIgnoreCase("true");
        return Optional.of(negated
                != matches(
                        connector.path("predicates." + predicate + ".pattern").asText(""), topic));
    }

    private static boolean matches(String regex, String text) throws NotFollowed {
        try {
            return Pattern.matches(regex, text);
        } catch (PatternSyntaxException e) {
            throw new NotFollowed("the pattern " + regex + " is not valid");
        }
    }

    /** Names of a comma-separated setting. */
    public static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
