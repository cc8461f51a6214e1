package io.headrace.console.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Puts values in place of references, by Kafka's own transformer, as the listener's service does: {@code ${env:NAME}} and
 * {@code ${env:NAME:default}} for an environment variable, where an empty one counts as not set; {@code ${file:PATH:KEY}} for an entry
 * of a properties file; {@code ${dir:PATH:FILE}} for the text of a file, stripped. Only here, {@code ${file:PATH}} is the same for any
 * file. What doesn't start with a word of lower-case letters and a colon is no reference, such as {@code ${HOME:-x}}.
 */
public final class SecretReference {

    private final Map<String, String> environment;

    SecretReference(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether a secret would not be in the text itself: it has a reference, known or not, and no default. */
    static boolean keepsSecret(String text) {
        return references(text).anyMatch(SecretReference::isReference)
                && references(text).noneMatch(SecretReference::hasDefault);
    }

    /** Whether the text is one reference and nothing beside it, so that it may be shown. */
    public static boolean isAll(String text) {
        Matcher reference = ConfigTransformer.DEFAULT_PATTERN.matcher(text);
        return reference.find() && reference.start() == 0 && reference.end() == text.length() && !hasDefault(reference);
    }

    private static Stream<MatchResult> references(String text) {
        return ConfigTransformer.DEFAULT_PATTERN.matcher(text).results();
    }

    private static boolean isReference(MatchResult match) {
        return match.group(1).matches("[a-z]+");
    }

    private static boolean hasDefault(MatchResult match) {
        return match.group(1).equals("env")
                && match.group(3) != null
                && !match.group(4).isEmpty();
    }

    /**
     * @param where names the setting in messages
     * @throws Problem when a variable or file is missing, or a reference is of another kind; the message has no value in it
     */
    String resolve(String where, String text) {
        Map<String, ConfigProvider> providers = Map.of(
                "env", (OneByOne) (name, key) -> variable(where, name, key),
                "file", (OneByOne) (file, key) -> file.isEmpty() ? whole(where, key) : entry(where, file, key),
                "dir", (OneByOne) (folder, file) -> fileOf(where, folder, file));
        references(text)
                .filter(SecretReference::isReference)
                .map(reference -> reference.group(1))
                .filter(provider -> !providers.containsKey(provider))
                .findFirst()
                .ifPresent(unknown -> {
                    throw problem(where + ": a reference starts with env, file or dir, but is ${" + unknown + ":…}.");
                });
        return new ConfigTransformer(providers)
                .transform(Map.of(where, text))
                .data()
                .getOrDefault(where, text);
    }

    /** For Kafka's transformer, {@code ${env:NAME:default}} is the key {@code default} under the path {@code NAME}. */
    private String variable(String where, String path, String key) {
        boolean hasDefault = !path.isEmpty();
        String name = hasDefault ? path : key;
        String value = environment.getOrDefault(name, "");
        if (value.isEmpty() && !hasDefault) {
            throw problem(where + " refers to the environment variable " + name + ", which is not set, or empty.");
        }
        return value.isEmpty() ? key : value;
    }

    private static String whole(String where, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw unreadable(where, file, e);
        }
    }

    private static String entry(String where, String file, String key) {
        return value(where, new FileConfigProvider(), file, key);
    }

    /** Stripped: an editor ends a file with a line break; no secret does. */
    private static String fileOf(String where, String folder, String file) {
        if (folder.isEmpty()) {
            throw problem(where + ": a reference ${dir:…} has a folder and a file, but has only " + file + ".");
        }
        return value(where, new DirectoryConfigProvider(), folder, file).strip();
    }

    /** Kafka's transformer leaves a reference as it is when its provider has no such key; here that is an error. */
    private static String value(String where, ConfigProvider provider, String path, String key) {
        String value;
        try (provider) {
            provider.configure(Map.of());
            value = provider.get(path, Set.of(key)).data().get(key);
        } catch (ConfigException | IOException e) {
            throw unreadable(where, path, e);
        }
        if (value == null) {
            throw problem(where + " refers to " + key + " in " + path + ", which does not have it.");
        }
        return value;
    }

    private static Problem problem(String message) {
        return new Problem(Problem.Kind.USAGE, message);
    }

    private static Problem unreadable(String where, String file, Exception e) {
        return new Problem(Problem.Kind.USAGE, where + " refers to the file " + file + ", which can't be read.", e);
    }

    /** A provider that is asked for one value at a time. */
    @FunctionalInterface
    private interface OneByOne extends ConfigProvider {

        String value(String path, String key);

        @Override
        default ConfigData get(String path, Set<String> keys) {
            Map<String, String> values = new HashMap<>();
            keys.forEach(key -> values.put(key, value(path, key)));
            return new ConfigData(values);
        }

        @Override
        default ConfigData get(String path) {
            throw new UnsupportedOperationException("references name keys");
        }

        @Override
        default void configure(Map<String, ?> settings) {}

        @Override
        default void close() {}
    }
}
