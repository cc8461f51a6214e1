package io.headrace.listener.service;

import io.headrace.listener.change.Operation;
import io.headrace.listener.service.reaction.CircuitBreakerSettings;
import io.headrace.listener.service.reaction.Condition;
import io.headrace.listener.service.reaction.EventType;
import io.headrace.listener.service.reaction.Filter;
import io.headrace.listener.service.reaction.WebhookSettings;
import io.headrace.listener.spi.ListenerSettings;
import io.headrace.listener.spi.TopicName;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads an entry of {@code rules}. */
final class RuleSection {
    private static final Map<String, Operation> OPERATIONS = new LinkedHashMap<>();

    static {
        for (Operation operation : Operation.values()) {
            OPERATIONS.put(operation.key(), operation);
        }
    }

    /** The longest ending of the topics that are named after a group. */
    private static final String LONGEST_SUFFIX = "-webhook.dead-letters";

    private RuleSection() {}

    /**
     * Returns one rule for each reaction. The first in the file keeps the name and the group; the others append their kind, such as
     * {@code -mail}.
     */
    static List<ServiceConfig.Rule> read(YamlSection section, ListenerSettings shared) {
        String name = section.required("name", "it names the rule in logs and in its consumer group");
        String group = group(section, shared.group() + "-" + name);
        String table = section.required("table", "database.table");
        int dot = table.indexOf('.'); // the table's own name may contain more
        if (!table.isEmpty() && (dot < 1 || dot == table.length() - 1)) {
            section.mistake("table", "needs database.table for table, but is " + section.written("table", table));
        }
        Filter filter = filter(section);
        Map<String, RuleReaction> reactions = reactions(section, filter);
        boolean log = section.flag("log", true);
        section.rejectUnknownKeys();
        List<ServiceConfig.Rule> rules = new ArrayList<>();
        reactions.forEach((kind, reaction) -> {
            String suffix = rules.isEmpty() ? "" : "-" + kind;
            rules.add(new ServiceConfig.Rule(name + suffix, forGroup(shared, group + suffix), table, reaction, log));
        });
        return rules;
    }

    /** Returns the group, or a placeholder if it can't be part of a topic's name, which is a mistake. */
    private static String group(YamlSection section, String derived) {
        String group = section.text("group", derived);
        if (TopicName.isLegal(group + LONGEST_SUFFIX)) {
            return group;
        }
        String key = section.has("group") ? "group" : "name";
        section.mistake(
                key,
                "needs letters, digits, dots, dashes and underscores only, and not too many, for " + key
                        + ", because topics are named after the group of a rule, but is "
                        + section.written(key, section.text(key, "")));
        return "illegal";
    }

    private static Map<String, RuleReaction> reactions(YamlSection rule, Filter filter) {
        Map<String, RuleReaction> reactions = new LinkedHashMap<>();
        for (String kind : rule.order(List.of("react", "topic", "webhook", "mail"))) {
            reaction(rule, kind, filter)
                    .ifPresent(reaction -> reactions.put(kind.equals("react") ? "log" : kind, reaction));
        }
        if (!rule.has("react") && !rule.has("topic") && !rule.has("webhook") && !rule.has("mail")) {
            rule.mistake(
                    "the rule needs at least one of react: log, a section topic, a section webhook or a section mail");
        }
        return reactions;
    }

    private static Optional<RuleReaction> reaction(YamlSection rule, String kind, Filter filter) {
        return switch (kind) {
            case "topic" -> rule.section(kind).map(section -> topic(section, filter));
            case "webhook" -> rule.section(kind).map(section -> webhook(section, filter));
            case "mail" -> rule.section(kind).flatMap(section -> MailSection.read(section, filter));
            default -> rule.chosen(kind, Map.<String, RuleReaction>of("log", new RuleReaction.Log(filter)));
        };
    }

    private static RuleReaction topic(YamlSection section, Filter filter) {
        String name = section.required("name", "the topic to publish to");
        if (!name.isEmpty() && !TopicName.isLegal(name)) {
            section.mistake(
                    "name",
                    "needs letters, digits, dots, dashes and underscores only for the name of a topic, but is "
                            + section.written("name", name));
        }
        int partitions = section.integer("partitions", 6, 1, 10_000);
        List<EventType> events = events(section);
        section.rejectUnknownKeys();
        return new RuleReaction.Topic(filter, name, partitions, events);
    }

    private static RuleReaction webhook(YamlSection section, Filter filter) {
        String url = section.required("url", "where to POST to");
        Optional<String> secret = section.text("secret").filter(text -> !text.isBlank());
        Duration timeout = section.duration("timeout", Duration.ofSeconds(10));
        Set<String> hosts = new HashSet<>(section.texts("hosts"));
        boolean allowPrivate = section.flag("allow.private", false);
        List<EventType> events = events(section);
        Optional<YamlSection> breaker = section.section("breaker");
        section.rejectUnknownKeys();
        try {
            CircuitBreakerSettings pauses = breaker.isEmpty()
                    ? CircuitBreakerSettings.DEFAULT
                    : new CircuitBreakerSettings(
                            breaker.get().integer("failures", CircuitBreakerSettings.DEFAULT.failures(), 1, 1_000_000),
                            breaker.get().duration("pause", CircuitBreakerSettings.DEFAULT.pause()));
            breaker.ifPresent(YamlSection::rejectUnknownKeys);
            WebhookSettings settings =
                    new WebhookSettings(URI.create(url), secret, timeout, hosts, allowPrivate, pauses);
            return new RuleReaction.Webhook(filter, settings, events);
        } catch (IllegalArgumentException e) {
            section.mistake("webhook: " + e.getMessage());
            return new RuleReaction.Log(filter);
        }
    }

    private static List<EventType> events(YamlSection section) {
        List<EventType> events = new ArrayList<>();
        for (YamlSection event : section.sections("events")) {
            events.add(new EventType(event.required("type", "the event's type, such as OrderPaid"), filter(event)));
            event.rejectUnknownKeys();
        }
        if (events.isEmpty()) {
            section.mistake("events is needed: at least one type of event");
        }
        return events;
    }

    static Filter filter(YamlSection section) {
        Set<Operation> on = new HashSet<>(section.choices("on", OPERATIONS));
        Set<String> changed = new HashSet<>(section.texts("changed"));
        Map<String, Condition> where = new HashMap<>();
        section.section("where").ifPresent(conditions -> {
            for (String column : conditions.keys()) {
                where.put(column, condition(conditions, column));
            }
        });
        return new Filter(on, changed, where);
    }

    private static Condition condition(YamlSection conditions, String column) {
        if (!conditions.isSection(column)) {
            return new Condition.In(Set.copyOf(conditions.texts(column)));
        }
        YamlSection section = conditions.section(column).orElseThrow();
        List<String> in = section.texts("in");
        String matches = section.text("matches", "");
        section.rejectUnknownKeys();
        if (in.isEmpty() == matches.isEmpty()) {
            section.mistake("a condition needs either a value, in: [values] or matches: a regular expression");
        }
        if (matches.isEmpty()) {
            return new Condition.In(Set.copyOf(in));
        }
        try {
            return new Condition.Matches(Pattern.compile(matches));
        } catch (PatternSyntaxException e) {
            section.mistake(
                    "matches",
                    "needs a regular expression, but: " + e.getDescription() + " at character " + e.getIndex());
            return new Condition.In(Set.of());
        }
    }

    private static ListenerSettings forGroup(ListenerSettings shared, String group) {
        return new ListenerSettings(
                shared.kafka(),
                group,
                shared.instance(),
                shared.concurrency(),
                shared.maxInFlight(),
                shared.retry(),
                shared.afterDeadLetter(),
                group + ".dead-letters",
                group + ".progress",
                shared.drainWithin(),
                shared.start(),
                shared.rememberRecords());
    }
}
