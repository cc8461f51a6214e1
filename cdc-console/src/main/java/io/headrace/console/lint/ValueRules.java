package io.headrace.console.lint;

import io.headrace.console.lint.config.AcceptedValues;
import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.ConfigSection;
import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.SettingDefinition;
import io.headrace.console.suggest.NearestName;
import java.util.List;
import java.util.Optional;

/** Values that a setting does not take, and settings that a transform, predicate or converter does not have. */
final class ValueRules {

    static final List<Rule> RULES = List.of(
            Rule.error(
                    "bad-value",
                    "A value is not allowed for its setting: the connector is rejected.",
                    (c, all, found) -> {
                        for (ConfigSection place : ConfigSection.all(c)) {
                            for (SettingDefinition setting : place.settings().values()) {
                                check(c, place.prefix() + setting.name(), setting.accepted(), found);
                            }
                        }
                    }),
            Rule.error("bad-regex", "A regular expression is invalid.", (c, all, found) -> {
                for (String key : c.config().keySet()) {
                    boolean several =
                            key.matches("topic\\.creation\\.[^.]+\\.(include|exclude)|table\\.(white|black)list");
                    if (several || key.equals("message.key.columns")) {
                        String value = key.equals("message.key.columns")
                                ? c.get(key).replaceAll(":[^;]*", "").replace(';', ',')
                                : c.get(key);
                        check(c, key, value, new AcceptedValues.Expression(true), found);
                    }
                }
            }),
            Rule.error(
                    "unknown-setting-within",
                    "A setting of a transform, predicate or converter is misspelt or unknown, so it has no effect.",
                    (c, all, found) -> {
                        for (ConfigSection place : ConfigSection.inside(c)) {
                            if (place.prefix().contains("converter.")
                                    && !place.owner().equals("JsonConverter")) {
                                continue;
                            }
                            for (String key : c.config().keySet()) {
                                String name = key.startsWith(place.prefix())
                                        ? key.substring(place.prefix().length())
                                        : "";
                                if (!name.isEmpty() && !place.knows(name)) {
                                    String near = NearestName.surely(
                                            name, place.settings().keySet());
                                    boolean free = !near.isEmpty() && !c.has(place.prefix() + near);
                                    found.at(
                                            key,
                                            "is unknown to " + place.owner() + ", so it has no effect"
                                                    + (near.isEmpty()
                                                            ? ". Remove it."
                                                            : "; did you mean " + near + "?"),
                                            free
                                                    ? new Change[] {Change.rename(key, place.prefix() + near)}
                                                    : new Change[0]);
                                }
                            }
                        }
                    }),
            Rule.error(
                    "missing-setting-within", "A transform or predicate lacks a required setting.", (c, all, found) -> {
                        for (ConfigSection place : ConfigSection.inside(c)) {
                            for (SettingDefinition setting : place.settings().values()) {
                                if (setting.required() && !c.has(place.prefix() + setting.name())) {
                                    found.at(
                                            place.prefix() + setting.name(),
                                            "is missing, and " + place.owner()
                                                    + " has no default for it: the connector is rejected.");
                                }
                            }
                        }
                    }));

    private ValueRules() {}

    private static void check(Connector c, String key, AcceptedValues accepted, Rule.Found found) {
        check(c, key, c.get(key), accepted, found);
    }

    private static void check(Connector c, String key, String value, AcceptedValues accepted, Rule.Found found) {
        if (!c.has(key) || value.isBlank() || value.contains("${")) {
            return;
        }
        Optional<String> wrong = accepted.wrong(value);
        if (wrong.isPresent()) {
            Optional<String> meant = accepted.meant(value);
            found.at(
                    key,
                    "takes " + wrong.get()
                            + (accepted instanceof AcceptedValues.Expression ? "." : "; found " + value + ".")
                            + meant.map(m -> " Did you mean " + m + "?").orElse(" The connector is rejected with it."),
                    meant.map(m -> new Change[] {Change.set(key, m)}).orElse(new Change[0]));
        }
    }
}
