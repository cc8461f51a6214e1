package io.headrace.console.lint.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the classes that a connector file can name define: each setting with the values that it takes. The list beside this class is
 * written from the definitions of the very classes, by a test that fails when it is not.
 */
final class SettingCatalog {

    static final String LIST = "settings.list";

    private static final Map<String, Map<String, SettingDefinition>> SECTIONS = read();

    private SettingCatalog() {}

    /** By name; null for a class of which nothing is known. */
    static @Nullable Map<String, SettingDefinition> of(String section) {
        return SECTIONS.get(section);
    }

    private static Map<String, Map<String, SettingDefinition>> read() {
        Map<String, Map<String, SettingDefinition>> sections = new HashMap<>();
        Map<String, SettingDefinition> section = new LinkedHashMap<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                section = new LinkedHashMap<>();
                sections.put(line.substring(1, line.length() - 1), section);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                List<String> parts = Arrays.asList(line.split("\t", -1));
                boolean required = parts.get(1).equals("required");
                section.put(
                        parts.get(0),
                        new SettingDefinition(
                                parts.get(0),
                                required,
                                AcceptedValues.of(parts.get(2), parts.subList(3, parts.size()))));
            }
        }
        return sections;
    }

    private static String text() {
        try (InputStream in = SettingCatalog.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks the list " + LIST);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
