package io.headrace.console.lint;

import io.headrace.console.lint.config.Connector;
import java.util.List;

/** Mistakes between connectors: what must be one connector's own is another's too. */
final class SharedRules {

    static final List<Rule> RULES = List.of(
            shared(
                    "server-id-shared",
                    "database.server.id",
                    "MySQL keeps disconnecting one of two replicas that share an id",
                    List.of("database.hostname", "database.port")),
            shared(
                    "history-topic-shared",
                    "schema.history.internal.kafka.topic",
                    "each would read the other's tables and fail",
                    List.of("schema.history.internal.kafka.bootstrap.servers")),
            shared(
                    "topic-prefix-shared",
                    "topic.prefix",
                    "both would write the same topics, and their metrics collide",
                    List.of()),
            Rule.error("name-shared", "Two files define a connector with the same name.", (c, all, found) -> {
                for (Connector other : all) {
                    if (!other.file().equals(c.file()) && other.name().equals(c.name())) {
                        found.at(
                                "name",
                                c.name() + " is also the name of the connector in " + other.file()
                                        + ": the one applied last wins.");
                    }
                }
            }));

    private SharedRules() {}

    /** @param where settings that tell two servers apart, each of which may have a value of the kind of its own */
    private static Rule shared(String name, String key, String consequence, List<String> where) {
        return Rule.error(name, "Two sources share " + key + ": " + consequence + ".", (c, all, found) -> {
            for (Connector other : all) {
                boolean same = !c.get(key).isEmpty()
                        && c.get(key).equals(other.get(key))
                        && where.stream().allMatch(w -> c.get(w).equals(other.get(w)));
                if (!other.file().equals(c.file())
                        && same
                        && c.isSource()
                        && other.isSource()
                        && !c.name().equals(other.name())) {
                    found.at(
                            key,
                            "is also that of " + other.name() + " (" + other.file() + "): " + consequence
                                    + ". Give each its own.");
                }
            }
        });
    }
}
