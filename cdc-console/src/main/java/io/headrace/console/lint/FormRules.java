package io.headrace.console.lint;

import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.KnownKeys;
import io.headrace.console.suggest.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mistakes of form: names, lists and spelling, whatever the connector. */
final class FormRules {

    static final List<Rule> RULES = List.of(
            Rule.error("missing-class", "The connector's class is missing.", (c, all, found) -> {
                if (!c.has("connector.class")) {
                    found.at(
                            "connector.class",
                            "is missing; for instance " + Connector.DEBEZIUM + " or " + Connector.HEADRACE + ".");
                }
            }),
            Rule.error("unknown-class", "The connector's class is misspelt.", (c, all, found) -> {
                List<String> known = List.of(Connector.DEBEZIUM, Connector.HEADRACE, Connector.VENDOR);
                String near = NearestName.surely(c.type(), known);
                if (!c.type().isEmpty()
                        && !known.contains(c.type())
                        && !near.isEmpty()
                        && !c.isSource()
                        && !c.isSink()) {
                    found.at(
                            "connector.class",
                            c.type() + " is not a known class; did you mean " + near + "?",
                            Change.set("connector.class", near));
                }
            }),
            Rule.error("unknown-setting", "A setting is misspelt or unknown, so it has no effect.", (c, all, found) -> {
                KnownKeys known = KnownKeys.of(c);
                for (String key : c.config().keySet()) {
                    if (known != null && !known.has(key)) {
                        String near = known.nearest(key);
                        found.at(
                                key,
                                "is unknown to " + c.type().substring(c.type().lastIndexOf('.') + 1)
                                        + ", so it has no effect"
                                        + (near.isEmpty() ? ". Remove it." : "; did you mean " + near + "?"),
                                near.isEmpty() || c.has(near)
                                        ? new Change[0]
                                        : new Change[] {Change.rename(key, near)});
                    }
                }
            }),
            Rule.error(
                    "stray-space",
                    "A key or value begins or ends with white space, which becomes part of it.",
                    (c, all, found) -> {
                        for (Map.Entry<String, String> entry : c.config().entrySet()) {
                            String key = entry.getKey();
                            if (!key.equals(key.strip())) {
                                found.at(
                                        key,
                                        "has white space around it, which makes it a different key.",
                                        Change.rename(key, key.strip()));
                            } else if (!entry.getValue().equals(entry.getValue().strip())) {
                                String value = entry.getValue().strip();
                                found.at(
                                        key,
                                        "has white space around its value; Connect strips it, or takes it as part of"
                                                + " the name.",
                                        value.isEmpty() ? Change.remove(key) : Change.set(key, value));
                            }
                        }
                    }),
            Rule.error("bad-task-count", "tasks.max is not a positive number.", (c, all, found) -> {
                if (c.has("tasks.max") && !c.get("tasks.max").matches("\\$\\{.*}|\\s*[1-9]\\d*\\s*")) {
                    found.at("tasks.max", "must be a whole number of at least 1.", Change.set("tasks.max", "1"));
                }
            }),
            listed("transform", "transforms"),
            listed("predicate", "predicates"),
            stray("transform", "transforms"),
            stray("predicate", "predicates"),
            Rule.error("unknown-predicate", "A transform asks a predicate that is not defined.", (c, all, found) -> {
                for (String key : c.config().keySet()) {
                    if (key.matches("transforms\\.[^.]+\\.predicate")
                            && !c.list("predicates").contains(c.get(key))) {
                        found.at(key, "names the predicate " + c.get(key) + ", which predicates does not list.");
                    }
                }
            }));

    private FormRules() {}

    private static Rule listed(String kind, String key) {
        return Rule.error(kind + "-without-type", "A listed " + kind + " has no type.", (c, all, found) -> {
            for (String name : c.list(key)) {
                if (!c.has(key + "." + name + ".type")) {
                    List<String> defined = new ArrayList<>(definitions(c, key));
                    defined.removeAll(c.list(key));
                    String near = NearestName.surely(name, defined);
                    found.at(
                            key,
                            "lists " + name + ", but there is no " + key + "." + name + ".type"
                                    + (near.isEmpty() ? "." : "; did you mean " + near + "?"));
                }
            }
        });
    }

    private static Rule stray(String kind, String key) {
        return Rule.error(
                kind + "-not-listed",
                "A " + kind + " is configured but not listed, so it never runs.",
                (c, all, found) -> {
                    for (String name : definitions(c, key)) {
                        if (!c.list(key).contains(name)
                                && c.list(key).stream().allMatch(l -> c.has(key + "." + l + ".type"))) {
                            String present = c.get(key);
                            found.at(
                                    key + "." + name + ".type",
                                    "configures a " + kind + " that " + key + " does not list, so it never runs. Add "
                                            + name + " there" + (present.isBlank() ? "." : " (now: " + present + ")."));
                        }
                    }
                });
    }

    private static Set<String> definitions(Connector c, String key) {
        Set<String> names = new java.util.TreeSet<>();
        for (String setting : c.config().keySet()) {
            if (setting.matches(key + "\\.[^.]+\\.type")) {
                names.add(setting.substring(key.length() + 1, setting.length() - ".type".length()));
            }
        }
        return names;
    }
}
