package io.headrace.console.server;

import io.headrace.console.suggest.NearestName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A file that says where servers are and how to be let in: sections {@code connect}, {@code kafka}, {@code mysql}, {@code
 * elasticsearch} and {@code listener}. Secrets are references, see {@link SecretReference}.
 */
public final class Profile {

    private static final Map<String, Set<String>> KEYS = Map.of(
            "connect", Set.of("url", "user", "password", "ca", "keystore", "keystore-password"),
            "kafka", Set.of("bootstrap", "properties"),
            "mysql", Set.of("url", "user", "password", "properties"),
            "elasticsearch", Set.of("url", "user", "password", "api-key", "ca", "keystore", "keystore-password"),
            "listener", Set.of("url", "token", "ca"),
            "tokens", Set.of("key"));

    private final Path file;
    private final SecretReference references;
    private final Map<String, Map<String, Object>> sections = new HashMap<>();

    private Profile(Path file, Map<String, String> environment) {
        this.file = file;
        this.references = new SecretReference(environment);
    }

    /**
     * @param folder with the profiles, {@code NAME.yaml} each
     * @throws Problem when there is none of this name, or it says something that is not known
     */
    public static Profile read(Path folder, String name, Map<String, String> environment) {
        Path file = folder.resolve(name + ".yaml");
        if (!Files.isRegularFile(file)) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "There is no profile " + name + " in " + folder + NearestName.hint(name, names(folder)));
        }
        Profile profile = new Profile(file, environment);
        try {
            Object yaml = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            profile.take(profile.map("", yaml));
        } catch (YamlEngineException e) {
            throw new Problem(Problem.Kind.USAGE, file + " is not valid YAML: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "Can't read " + file, e);
        }
        return profile;
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".yaml"))
                    .map(f -> f.substring(0, f.length() - ".yaml".length()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void take(Map<String, Object> yaml) {
        yaml.forEach((name, section) -> {
            require(name, KEYS.keySet(), "section");
            Map<String, Object> settings = map(name, section);
            settings.keySet().forEach(key -> require(key, KEYS.getOrDefault(name, Set.of()), "setting of " + name));
            sections.put(name, settings);
        });
    }

    private void require(String name, Set<String> known, String what) {
        if (!known.contains(name)) {
            throw new Problem(
                    Problem.Kind.USAGE, file + ": " + name + " is no " + what + NearestName.hint(name, known));
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(String where, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    file + ": " + (where.isEmpty() ? "the file" : where) + " needs settings of the form name: value.");
        }
        return (Map<String, Object>) map;
    }

    /** A text setting, references replaced. */
    public Optional<String> text(String section, String key) {
        Object value = sections.getOrDefault(section, Map.of()).get(key);
        return value == null ? Optional.empty() : Optional.of(resolved(section + "." + key, value.toString()));
    }

    public Optional<URI> uri(String section) {
        return text(section, "url").map(URI::create);
    }

    /** Client properties of Kafka or MySQL. */
    public Map<String, String> properties(String section) {
        Map<String, String> properties = new HashMap<>();
        Object value = sections.getOrDefault(section, Map.of()).get("properties");
        if (value != null) {
            map(section + ".properties", value)
                    .forEach((key, one) ->
                            properties.put(key, resolved(section + ".properties." + key, String.valueOf(one))));
        }
        return properties;
    }

    public Credentials access(String section) {
        return new Credentials(
                text(section, "user").orElse(null),
                text(section, "password").orElse(null),
                text(section, "api-key").orElse(null),
                text(section, "ca").map(Path::of).orElse(null),
                text(section, "keystore").map(Path::of).orElse(null),
                text(section, "keystore-password").orElse(null),
                text(section, "token").orElse(null));
    }

    private String resolved(String where, String text) {
        boolean secret = where.matches("(?i).*(password|api-key|secret|jaas\\.config|listener\\.token|tokens\\.key)$");
        if (secret && !SecretReference.keepsSecret(text)) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    file + ": " + where
                            + " is a secret in clear. Write a reference instead, without a default: ${env:NAME},"
                            + " ${file:/path}, ${file:/path:key} or ${dir:/path:file}.");
        }
        return references.resolve(file + ": " + where, text);
    }
}
