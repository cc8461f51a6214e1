package io.headrace.console.lint;

import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigTransformer;

/** Secrets in clear, and references that a worker can't resolve. */
final class SecretRules {

    private static final Pattern SECRET_KEY = Pattern.compile(
            ".*(password|secret|token|api\\.key|jaas\\.config|keystore\\.key|user\\.info|connection\\.headers)$|transforms\\..*\\.key",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN_KEY = Pattern.compile("transforms\\..*\\.key");

    /** What Debezium masks in the settings that it logs when it is told nothing, and the keys of transforms. */
    private static final String MASKED =
            ".*(secret|password|sasl\\.jaas\\.config|basic\\.auth\\.user\\.info|registry\\.auth\\.client-secret|transforms\\..*\\.key)";

    /** What our sink fills in by itself, in the names of indices and ids. */
    private static final List<String> PLACEHOLDERS = List.of("key", "value", "header", "timestamp");

    static final List<Rule> RULES = List.of(
            Rule.error(
                    "literal-secret",
                    "A secret is in the JSON, so it ends up in git, the REST interface and its logs.",
                    (c, all, found) -> {
                        for (String key : c.config().keySet()) {
                            String value = c.get(key);
                            boolean secret = SECRET_KEY.matcher(key).matches()
                                    && (!key.startsWith("transforms.")
                                            || (key.matches("transforms\\..*\\.key")
                                                    && c.transformsBy("TokenizeField")));
                            if (secret && !value.isBlank() && !value.contains("${")) {
                                found.at(
                                        key,
                                        "contains a secret in clear; use a reference such as ${env:"
                                                + variable(c, all, key) + "}.",
                                        Change.set(key, "${env:" + variable(c, all, key) + "}"));
                            }
                        }
                    }),
            Rule.error("secret-in-address", "A URL contains a user and password.", (c, all, found) -> {
                for (String key : c.config().keySet()) {
                    if (c.get(key).matches("(?s).*://[^/@\\s]+:[^/@\\s$]+@.*")) {
                        found.at(
                                key,
                                "contains a user and password in a URL; use connection.username and connection.password"
                                        + " with a reference.");
                    }
                }
            }),
            Rule.error(
                    "key-in-log",
                    "Debezium logs its settings and does not know which settings of transforms are secret: the token"
                            + " key gets into the worker's log.",
                    (c, all, found) -> {
                        for (String key : c.config().keySet()) {
                            if (c.isSource()
                                    && c.transformsBy("TokenizeField")
                                    && TOKEN_KEY.matcher(key).matches()
                                    && !masks(c.get("custom.sanitize.pattern"), key)) {
                                boolean told = c.has("custom.sanitize.pattern");
                                found.at(
                                        "custom.sanitize.pattern",
                                        (told ? "does not match " : "is missing, and must match ") + key
                                                + ": Debezium writes its settings, including the key, into the worker's"
                                                + " log.",
                                        told
                                                ? new Change[0]
                                                : new Change[] {Change.set("custom.sanitize.pattern", MASKED)});
                            }
                        }
                    }),
            Rule.error(
                    "required-column-of-no-table",
                    "A misspelt table among those whose personal columns are required protects nothing.",
                    (c, all, found) -> {
                        for (String key : c.config().keySet()) {
                            if (!c.isSource() || !key.matches("transforms\\..*\\brequired\\.columns")) {
                                continue;
                            }
                            for (String column : c.list(key)) {
                                String table = column.replaceFirst(":.*", "");
                                if (c.surelyLacks(table)) {
                                    found.at(
                                            key,
                                            "requires a column of " + table
                                                    + ", which table.include.list does not have: rows of the intended"
                                                    + " table pass without the column. Write database.table as MySQL"
                                                    + " does.");
                                }
                            }
                        }
                    }),
            Rule.warning(
                    "unknown-provider",
                    "A reference names a config provider that the documented worker does not have.",
                    (c, all, found) -> {
                        for (String key : c.config().keySet()) {
                            Matcher reference = ConfigTransformer.DEFAULT_PATTERN.matcher(c.get(key));
                            while (reference.find()) {
                                if (!List.of("env", "file", "dir", "secrets", "directory")
                                                .contains(reference.group(1))
                                        && !reference.group(1).startsWith("topic")
                                        && !key.startsWith("transforms.")
                                        && c.get(key).startsWith("${")
                                        && !PLACEHOLDERS.contains(reference.group(1))) {
                                    found.at(
                                            key,
                                            "refers to a provider " + reference.group(1)
                                                    + "; the worker of this project has env, file and dir, so make sure"
                                                    + " that yours has it.");
                                }
                            }
                        }
                    }),
            Rule.warning(
                    "variable-not-allowed",
                    "The documented worker only reads environment variables that begin with HEADRACE_.",
                    (c, all, found) -> {
                        for (String key : c.config().keySet()) {
                            Matcher reference = ConfigTransformer.DEFAULT_PATTERN.matcher(c.get(key));
                            while (reference.find()) {
                                if (reference.group(1).equals("env")
                                        && !reference.group(4).startsWith("HEADRACE_")) {
                                    found.at(
                                            key,
                                            "refers to the variable " + reference.group(4)
                                                    + ", which the allow-list of this project's worker (HEADRACE_.*) excludes; name it HEADRACE_"
                                                    + reference.group(4)
                                                    + ", or allow it in your worker's list.");
                                }
                            }
                        }
                    }),
            Rule.warning("clear-text-credentials", "Credentials go over http to another machine.", (c, all, found) -> {
                boolean credentials =
                        c.has("connection.password") || c.has("connection.api.key") || c.has("connection.bearer.token");
                boolean clear = c.list("connection.url").stream()
                        .anyMatch(url -> url.matches("(?i)http://(?!localhost|127\\.|\\[::1]).*"));
                if (credentials && clear) {
                    found.at("connection.url", "is http, so the credentials can be read in transit; use https.");
                }
            }));

    private SecretRules() {}

    private static boolean masks(String pattern, String key) {
        try {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                    .matcher(key)
                    .matches();
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** One variable for one secret: two secrets that differ never get one name. */
    private static String variable(Connector c, List<Connector> all, String key) {
        String usual = usual(key);
        for (Connector other : all) {
            for (String theirs : other.config().keySet()) {
                boolean secret = SECRET_KEY.matcher(theirs).matches()
                        && !other.get(theirs).contains("${");
                boolean itself = other.file().equals(c.file()) && theirs.equals(key);
                if (secret
                        && !itself
                        && usual(theirs).equals(usual)
                        && !other.get(theirs).equals(c.get(key))) {
                    return "HEADRACE_" + name(c.name() + "_" + key);
                }
            }
        }
        return usual;
    }

    private static String usual(String key) {
        if (key.equals("database.password")) {
            return "HEADRACE_MYSQL_PASSWORD";
        }
        return key.startsWith("transforms.") ? "HEADRACE_TOKEN_KEY" : "HEADRACE_" + name(key);
    }

    private static String name(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
