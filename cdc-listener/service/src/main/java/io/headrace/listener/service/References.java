package io.headrace.listener.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references in settings by Kafka's own transformer and providers: {@code ${file:PATH:KEY}} for an entry of a properties
 * file, {@code ${dir:PATH:FILE}} for the text of a file; and {@code ${env:NAME}} for an environment variable, with a default as
 * {@code ${env:NAME:default}}, which Kafka's provider doesn't have.
 */
final class References {
    private final Map<String, ConfigProvider> providers;

    /** @param environment returns a variable's value, or null */
    References(Function<String, @Nullable String> environment) {
        this.providers = Map.of(
                "env", new Variables(environment),
                "file", new Required(new FileConfigProvider(), "key"),
                "dir", new Required(new DirectoryConfigProvider(), "file"));
    }

    /** @throws IllegalArgumentException when a reference cannot be resolved; the message names it and contains no value */
    String resolve(String text) {
        ConfigTransformer.DEFAULT_PATTERN
                .matcher(text)
                .results()
                .filter(reference -> reference.group(1).matches("[a-z]+")) // else it is text, such as ${HOME:-x}
                .filter(reference -> !providers.containsKey(reference.group(1)))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "a reference starts with env, file or dir, but is " + unknown.group());
                });
        return new ConfigTransformer(providers)
                .transform(Map.of("", text))
                .data()
                .getOrDefault("", text);
    }

    /** For Kafka's transformer, {@code ${env:NAME:default}} is the key {@code default} under the path {@code NAME}. */
    private record Variables(Function<String, @Nullable String> environment) implements LookupOnly {
        @Override
        public ConfigData get(String path, Set<String> keys) {
            Map<String, String> values = new HashMap<>();
            for (String key : keys) {
                String value = environment.apply(path.isEmpty() ? key : path);
                if (value != null && !value.isEmpty()) {
                    values.put(key, value);
                } else if (path.isEmpty()) {
                    throw new IllegalArgumentException(
                            "the environment variable " + key + " is needed, but is not set");
                } else {
                    values.put(key, key);
                }
            }
            return new ConfigData(values);
        }
    }

    /**
     * Fails for what another provider doesn't have: the transformer would leave the reference as it is.
     *
     * @param entry what a key of the provider is: a key of a file, or a file of a folder
     */
    private record Required(ConfigProvider provider, String entry) implements LookupOnly {
        Required {
            provider.configure(Map.of());
        }

        @Override
        public ConfigData get(String path, Set<String> keys) {
            Map<String, String> found;
            try {
                found = provider.get(path, keys).data();
            } catch (ConfigException e) {
                throw new IllegalArgumentException("the file " + path + " is needed, but cannot be read", e);
            }
            Map<String, String> values = new HashMap<>();
            for (String key : keys) {
                String value = found.get(key);
                if (value == null) {
                    throw new IllegalArgumentException(
                            path.isEmpty()
                                    ? "a reference to a file has a path and a " + entry + ", but has only " + key
                                    : "the " + entry + " " + key + " is needed in " + path + ", but is not there");
                }
                // An editor ends a file with a line break, which belongs to no value.
                values.put(key, provider instanceof DirectoryConfigProvider ? value.strip() : value);
            }
            return new ConfigData(values);
        }
    }

    /** What the transformer never calls. */
    private interface LookupOnly extends ConfigProvider {
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
