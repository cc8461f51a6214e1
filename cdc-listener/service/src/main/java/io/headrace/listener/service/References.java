package io.headrace.listener.service;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references in settings, as Kafka's config providers write them: {@code ${env:NAME}}, with a default as
 * {@code ${env:NAME:default}}, {@code ${file:/path:key}} for a properties file, {@code ${dir:/path:file}} for a file's whole
 * text.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z]+):([^:}]+)(?::([^}]*))?}");

    private final Function<String, @Nullable String> environment;

    /** @param environment gives a variable's value, or null */
    References(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** @throws IllegalArgumentException when a reference leads nowhere; the message names it and holds no value */
    String resolve(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(lookUp(matcher)));
        }
        return matcher.appendTail(resolved).toString();
    }

    private String lookUp(Matcher reference) {
        String name = reference.group(2);
        String rest = reference.group(3);
        return switch (reference.group(1)) {
            case "env" -> variable(name, rest);
            case "file" -> property(Path.of(name), rest);
            case "dir" -> whole(Path.of(name, rest == null ? "" : rest));
            default ->
                throw new IllegalArgumentException(
                        "a reference starts with env, file or dir, but is " + reference.group());
        };
    }

    private String variable(String name, @Nullable String otherwise) {
        String value = environment.apply(name);
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (otherwise != null) {
            return otherwise;
        }
        throw new IllegalArgumentException("the environment variable " + name + " is needed, but is not set");
    }

    private static String property(Path file, @Nullable String key) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " is needed, but cannot be read", e);
        }
        String value = key == null ? null : properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("the key " + key + " is needed in " + file + ", but is not there");
        }
        return value;
    }

    private static String whole(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " is needed, but cannot be read", e);
        }
    }
}
