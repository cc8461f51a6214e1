package io.headrace.listener.service;

import io.headrace.listener.change.Operation;
import io.headrace.listener.service.reaction.BreakerSettings;
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

/** Reads one of the {@code rules}. */
final class RuleSection {
    private static final Map<String, Operation> OPERATIONS = new LinkedHashMap<>();

    static {
        for (Operation operation : Operation.values()) {
            OPERATIONS.put(operation.key(), operation);
        }
    }

    /** Of the topics that are named after a group. */
    private static final String LONGEST_SUFFIX = "-webhook.dead-letters";

    private RuleSection() {}

    /** One for each reaction of the rule. The first in the file has the rule's own name and group, the others add their kind. */
    static List<ServiceConfig.Rule> read(Section section, ListenerSettings shared) {
        String name = section.required("name", "it names the rule in logs and in its consumer group");
        String group = group(section, shared.group() + "-" + name);
        String table = section.required("table", "database.table");
        int dot = table.indexOf('.'); // a table's name may have more
        if (!table.isEmpty() && (dot < 1 || dot == table.length() - 1)) {
            section.mistake("table", "needs database.table for table, but is " + section.written("table", table));
        }
        Filter filter = filter(section);
        Map<String, RuleReaction> reactions = reactions(section, filter);
        boolean log = section.flag("log", true);
        section.end();
        List<ServiceConfig.Rule> rules = new ArrayList<>();
        reactions.forEach((kind, reaction) -> {
            String suffix = rules.isEmpty() ? "" : "-" + kind;
            rules.add(new ServiceConfig.Rule(name + suffix, forGroup(shared, group + suffix), table, reaction, log));
        });
        return rules;
    }

    /** It is part of the names of topics. */
    private static String group(Section section, String otherwise) {
        String group = section.text("group", otherwise);
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

    private static Map<String, RuleReaction> reactions(Section rule, Filter filter) {
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

    private static Optional<RuleReaction> reaction(Section rule, String kind, Filter filter) {
        return switch (kind) {
            case "topic" -> rule.section(kind).map(section -> topic(section, filter));
            case "webhook" -> rule.section(kind).map(section -> webhook(section, filter));
            case "mail" -> rule.section(kind).flatMap(section -> MailSection.read(section, filter));
            default -> rule.chosen(kind, Map.<String, RuleReaction>of("log", new RuleReaction.Log(filter)));
        };
    }

    private static RuleReaction topic(Section section, Filter filter) {
        String name = section.required("name", "the topic to publish to");
        if (!name.isEmpty() && !TopicName.isLegal(name)) {
            section.mistake(
                    "name",
                    "needs letters, digits, dots, dashes and underscores only for the name of a topic, but is "
                            + section.written("name", name));
        }
        int partitions = section.integer("partitions", 6, 1, 10_000);
        List<EventType> events = events(section);
        section.end();
        return new RuleReaction.Topic(filter, name, partitions, events);
    }

    private static RuleReaction webhook(Section section, Filter filter) {
        String url = section.required("url", "where to POST to");
        Optional<String> secret = section.text("secret").filter(text -> !text.isBlank());
        Duration timeout = section.duration("timeout", Duration.ofSeconds(10));
        Set<String> hosts = new HashSet<>(section.texts("hosts"));
        boolean allowPrivate = section.flag("allow.private", false);
        List<EventType> events = events(section);
        Optional<Section> breaker = section.section("breaker");
        section.end();
        try {
            BreakerSettings pauses = breaker.isEmpty()
                    ? BreakerSettings.DEFAULT
                    : new BreakerSettings(
                            breaker.get().integer("failures", BreakerSettings.DEFAULT.failures(), 1, 1_000_000),
                            breaker.get().duration("pause", BreakerSettings.DEFAULT.pause()));
            breaker.ifPresent(Section::end);
            WebhookSettings settings =
                    new WebhookSettings(URI.create(url), secret, timeout, hosts, allowPrivate, pauses);
            return new RuleReaction.Webhook(filter, settings, events);
        } catch (IllegalArgumentException e) {
            section.mistake("webhook: " + e.getMessage());
            return new RuleReaction.Log(filter);
        }
    }

    private static List<EventType> events(Section section) {
        List<EventType> events = new ArrayList<>();
        for (Section event : section.sections("events")) {
            events.add(new EventType(event.required("type", "the event's type, such as OrderPaid"), filter(event)));
            event.end();
        }
        if (events.isEmpty()) {
            section.mistake("events is needed: at least one type of event");
        }
        return events;
    }

    static Filter filter(Section section) {
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

    private static Condition condition(Section conditions, String column) {
        if (!conditions.isSection(column)) {
            return new Condition.In(Set.copyOf(conditions.texts(column)));
        }
        Section section = conditions.section(column).orElseThrow();
        List<String> in = section.texts("in");
        String matches = section.text("matches", "");
        section.end();
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
