package io.headrace.stack.file;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;

/** Reads and writes .properties files. */
public final class PropertiesFile {
    private PropertiesFile() {}

    public static Properties readIfThere(Path file) {
        return Files.exists(file) ? read(file) : new Properties();
    }

    public static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StackException("The file " + file + " can't be read: " + e.getMessage(), e);
        }
        return properties;
    }

    public static void write(Path file, Properties properties) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(properties)
                .forEach((key, value) -> text.append(key)
                        .append('=')
                        .append(escaped(value.toString()))
                        .append('\n'));
        TextFile.write(file, text.toString());
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n");
    }
}
