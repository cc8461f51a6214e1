package io.headrace.console.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Puts values in place of references, as a Connect worker does, by Kafka's own transformer and providers: {@code ${env:NAME}},
 * {@code ${file:PATH:KEY}} for a line of a properties file, {@code ${dir:PATH:FILE}} for a whole file; {@code ${file:PATH}} is a
 * whole file, too. A reference to any other provider stays as it is.
 */
public final class SecretReference {

    private static final Set<String> PROVIDERS = Set.of("env", "file", "dir");

    private final Map<String, String> environment;

    SecretReference(Map<String, String> environment) {
        this.environment = environment;
    }

    static boolean isIn(String text) {
        return ConfigTransformer.DEFAULT_PATTERN
                .matcher(text)
                .results()
                .anyMatch(reference -> PROVIDERS.contains(reference.group(1)));
    }

    /** Whether the text is one reference and nothing beside it, so that it may be shown. */
    public static boolean isAll(String text) {
        Matcher reference = ConfigTransformer.DEFAULT_PATTERN.matcher(text);
        return reference.find() && reference.start() == 0 && reference.end() == text.length();
    }

    /**
     * @param where names the setting in messages
     * @throws Problem when a variable or file is missing
     */
    String resolve(String where, String text) {
        Map<String, ConfigProvider> providers = Map.of(
                "env", new Required(where, new EnvVarConfigProvider(environment)),
                "file", new Required(where, new FileConfigProvider()),
                "dir", new Required(where, new DirectoryConfigProvider()));
        return new ConfigTransformer(providers)
                .transform(Map.of(where, text))
                .data()
                .getOrDefault(where, text);
    }

    /** Kafka's transformer leaves a reference as it is when its provider has no such key; here that is an error. */
    private static final class Required implements ConfigProvider {

        private final String where;
        private final ConfigProvider provider;

        Required(String where, ConfigProvider provider) {
            this.where = where;
            this.provider = provider;
            provider.configure(Map.of());
        }

        @Override
        public ConfigData get(String path, Set<String> keys) {
            if (path.isEmpty() && provider instanceof FileConfigProvider) {
                return wholeFiles(keys);
            }
            if (!path.isEmpty() && provider instanceof EnvVarConfigProvider) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        where + " refers to the environment variable " + path
                                + " with a default, which references here don't" + " have: write ${env:" + path + "}.");
            }
            Map<String, String> found;
            try {
                found = provider.get(path, keys).data();
            } catch (ConfigException e) {
                throw unreadable(path, e);
            }
            Map<String, String> values = new HashMap<>();
            for (String key : keys) {
                String value = found.get(key);
                if (value == null) {
                    throw missing(path, key);
                }
                // An editor ends a file with a line break; no secret does.
                values.put(key, provider instanceof DirectoryConfigProvider ? value.strip() : value);
            }
            return new ConfigData(values);
        }

        private ConfigData wholeFiles(Set<String> files) {
            Map<String, String> texts = new HashMap<>();
            for (String file : files) {
                try {
                    texts.put(file, Files.readString(Path.of(file)).strip());
                } catch (IOException e) {
                    throw unreadable(file, e);
                }
            }
            return new ConfigData(texts);
        }

        private Problem missing(String path, String key) {
            if (provider instanceof EnvVarConfigProvider) {
                return new Problem(
                        Problem.Kind.USAGE,
                        where + " refers to the environment variable " + key + ", which is not set.");
            }
            return new Problem(
                    Problem.Kind.USAGE, where + " refers to " + key + " in " + path + ", which does not have it.");
        }

        private Problem unreadable(String path, Exception e) {
            return new Problem(Problem.Kind.USAGE, where + " refers to the file " + path + ", which can't be read.", e);
        }

        @Override
        public ConfigData get(String path) {
            return provider.get(path);
        }

        @Override
        public void configure(Map<String, ?> settings) {
            // done when made
        }

        @Override
        public void close() throws IOException {
            provider.close();
        }
    }
}
