package io.headrace.listener.service;

import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.RetryPolicy;
import io.headrace.listener.spi.ListenerSettings;
import io.headrace.listener.spi.TopicName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code cdc-listener.yaml} into a {@link ServiceConfig}. All mistakes are reported together, each with its line. Reading key
 * by key rather than binding is a decision: see ADR 0015.
 */
final class ConfigFile {
    private static final Map<String, AfterDeadLetter> AFTER =
            ordered("continue", AfterDeadLetter.CONTINUE, "park-key", AfterDeadLetter.PARK_KEY);
    private static final Map<String, ListenerSettings.Start> START =
            ordered("earliest", ListenerSettings.Start.EARLIEST, "latest", ListenerSettings.Start.LATEST);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");

    private final References references;

    /** @param environment returns the value of an environment variable, or null if it is not set */
    ConfigFile(Function<String, @Nullable String> environment) {
        this.references = new References(environment);
    }

    /** @throws ConfigException if the file can't be read or has mistakes */
    ServiceConfig read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    "the configuration " + file.toAbsolutePath() + " does not exist; name it by --config");
        } catch (IOException e) {
            throw new ConfigException(
                    "the configuration " + file.toAbsolutePath() + " cannot be read: " + e.getMessage());
        }
        return parse(file.getFileName().toString(), text);
    }

    /**
     * @param name the file's name, which mistakes are reported with
     * @throws ConfigException if the text has mistakes
     */
    ServiceConfig parse(String name, String yaml) {
        Mistakes mistakes = new Mistakes(name);
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().setLabel(name).build()).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new ConfigException(name + ":" + line + ": is not YAML: " + e.getProblem());
        }
        if (root.isEmpty()) {
            throw new ConfigException(name + ":1: is empty; it needs at least kafka, group and rules");
        }
        ServiceConfig config = service(new YamlSection("", root.get(), references, mistakes));
        mistakes.throwIfAny();
        return config;
    }

    private static ServiceConfig service(YamlSection root) {
        Map<String, String> kafka = new HashMap<>();
        root.section("kafka")
                .ifPresent(section ->
                        section.keys().forEach(key -> section.text(key).ifPresent(value -> kafka.put(key, value))));
        if (!kafka.containsKey("bootstrap.servers")) {
            root.mistake("kafka", "kafka.bootstrap.servers is needed: host:port of a broker");
            kafka.put("bootstrap.servers", "");
        }
        String group = root.required("group", "the name of the consumer group");
        if (!group.isEmpty() && !TopicName.isLegal(group)) {
            root.mistake(
                    "group",
                    "needs letters, digits, dots, dashes and underscores only for group, because topics are named after it, but is "
                            + root.written("group", group));
            group = "";
        }
        ListenerSettings shared = delivery(root, ListenerSettings.of(kafka, group.isEmpty() ? "missing" : group));
        String prefix = root.required("topic.prefix", "that of the source connector");
        ServiceConfig.Http http = root.section("http")
                .map(ConfigFile::http)
                .orElse(new ServiceConfig.Http("127.0.0.1", 8091, Optional.empty()));
        List<ServiceConfig.Rule> rules = rules(root, shared);
        root.rejectUnknownKeys();
        return new ServiceConfig(http, prefix, rules);
    }

    private static ServiceConfig.Http http(YamlSection section) {
        String host = section.text("host", "127.0.0.1");
        int port = section.integer("port", 8091, 0, 65_535);
        Optional<String> token = section.text("token").filter(text -> !text.isBlank());
        if (token.isEmpty() && !LOOPBACK.contains(host)) {
            section.mistake(
                    "host",
                    "http.token is needed, because http.host " + host
                            + " is not of this machine only; give one by reference, such as ${env:HEADRACE_LISTENER_TOKEN}");
        }
        section.rejectUnknownKeys();
        return new ServiceConfig.Http(host, port, token);
    }

    private static List<ServiceConfig.Rule> rules(YamlSection root, ListenerSettings shared) {
        List<ServiceConfig.Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (YamlSection section : root.sections("rules")) {
            for (ServiceConfig.Rule rule : RuleSection.read(section, shared)) {
                if (!names.add(rule.name())) {
                    section.mistake("name", "there are two rules " + rule.name() + "; a rule's name must be its own");
                }
                if (!groups.add(rule.settings().group())) {
                    section.mistake(
                            "group",
                            "another rule has the group " + rule.settings().group()
                                    + " already; each rule needs its own, because it has a progress of its own");
                }
                rules.add(rule);
            }
        }
        if (root.sections("rules").isEmpty()) {
            root.mistake("rules", "rules is needed: at least one");
        }
        return rules;
    }

    private static ListenerSettings delivery(YamlSection root, ListenerSettings base) {
        Optional<String> instance = root.text("instance").filter(text -> !text.isBlank());
        YamlSection section = root.section("delivery").orElse(null);
        if (section == null) {
            return with(
                    base,
                    instance,
                    base.concurrency(),
                    base.maxInFlight(),
                    base.retry(),
                    base.afterDeadLetter(),
                    base.drainWithin(),
                    base.start());
        }
        ListenerSettings read = with(
                base,
                instance,
                section.integer("concurrency", base.concurrency(), 1, 1_000),
                section.integer("max.in.flight", base.maxInFlight(), 2, 1_000_000),
                retry(section, base.retry()),
                section.choice("after.dead.letter", base.afterDeadLetter(), AFTER),
                section.duration("drain.within", base.drainWithin()),
                section.choice("start", base.start(), START));
        section.rejectUnknownKeys();
        return read;
    }

    private static RetryPolicy retry(YamlSection delivery, RetryPolicy defaults) {
        Optional<YamlSection> section = delivery.section("retry");
        if (section.isEmpty()) {
            return defaults;
        }
        YamlSection retry = section.get();
        int attempts = retry.integer("attempts", defaults.attempts(), 1, 1_000_000);
        Duration first = retry.duration("first", defaults.first());
        Duration longest = retry.duration("longest", defaults.longest());
        Duration within = retry.duration("within", defaults.within());
        retry.rejectUnknownKeys();
        try {
            return new RetryPolicy(attempts, first, longest, within);
        } catch (IllegalArgumentException e) {
            retry.mistake(String.valueOf(e.getMessage()));
            return defaults;
        }
    }

    private static ListenerSettings with(
            ListenerSettings base,
            Optional<String> instance,
            int concurrency,
            int maxInFlight,
            RetryPolicy retry,
            AfterDeadLetter after,
            Duration drainWithin,
            ListenerSettings.Start start) {
        return new ListenerSettings(
                base.kafka(),
                base.group(),
                instance,
                concurrency,
                maxInFlight,
                retry,
                after,
                base.deadLetterTopic(),
                base.progressTopic(),
                drainWithin,
                start,
                base.rememberRecords());
    }

    static <T> Map<String, T> ordered(String first, T one, String second, T two) {
        Map<String, T> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
