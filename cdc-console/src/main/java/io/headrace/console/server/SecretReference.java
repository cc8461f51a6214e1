package io.headrace.console.server;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts values in place of {@code ${env:NAME}}, {@code ${file:PATH}} (the whole file) and {@code ${file:PATH:KEY}}. */
final class SecretReference {

    private static final Pattern FORM = Pattern.compile("\\$\\{(env|file):([^}:]+)(?::([^}]+))?}");

    private final Map<String, String> environment;

    SecretReference(Map<String, String> environment) {
        this.environment = environment;
    }

    static boolean isIn(String text) {
        return FORM.matcher(text).find();
    }

    /**
     * @param where names the setting in messages
     * @throws Problem when a variable or file is missing
     */
    String resolve(String where, String text) {
        Matcher reference = FORM.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (reference.find()) {
            String value = reference.group(1).equals("env")
                    ? variable(where, reference.group(2))
                    : file(where, Path.of(reference.group(2)), reference.group(3));
            reference.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(resolved).toString();
    }

    private String variable(String where, String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new Problem(
                    Problem.Kind.USAGE, where + " refers to the environment variable " + name + ", which is not set.");
        }
        return value;
    }

    private static String file(String where, Path file, @Nullable String key) {
        try {
            String text = Files.readString(file);
            if (key == null) {
                return text.strip();
            }
            Properties properties = new Properties();
            properties.load(new StringReader(text));
            String value = properties.getProperty(key);
            if (value == null) {
                throw new Problem(
                        Problem.Kind.USAGE, where + " refers to " + key + " in " + file + ", which does not have it.");
            }
            return value;
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, where + " refers to the file " + file + ", which can't be read.", e);
        }
    }
}
