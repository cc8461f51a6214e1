package io.headrace.console.lint.config;

import io.headrace.console.suggest.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings that a connector class has, from the lists beside this class; a line ending in * is a prefix. */
public final class KnownKeys {

    private final Set<String> keys = new TreeSet<>();
    private final Set<String> prefixes = new TreeSet<>();
    private final List<Pattern> patterns;

    private KnownKeys(String list, String connectorClass, String kind) {
        for (String section : List.of(connectorClass, kind)) {
            Map<String, SettingDefinition> settings = SettingCatalog.of(section);
            if (settings != null) {
                keys.addAll(settings.keySet());
            }
        }
        for (String file : List.of("framework", list)) {
            for (String line : lines(file)) {
                if (line.endsWith("*")) {
                    prefixes.add(line.substring(0, line.length() - 1));
                } else {
                    keys.add(line);
                }
            }
        }
        patterns = list.equals("debezium-mysql")
                ? List.of(
                        Pattern.compile("column\\.(mask|truncate)\\..+"),
                        Pattern.compile("snapshot\\.select\\.statement\\.overrides\\..+"))
                : List.of();
    }

    /** Null for classes of which nothing is known here. */
    public static @Nullable KnownKeys of(Connector connector) {
        if (connector.isSource()) {
            return new KnownKeys("debezium-mysql", Connector.DEBEZIUM, "source");
        }
        return connector.isOurSink() ? new KnownKeys("search-sink", Connector.HEADRACE, "sink") : null;
    }

    public boolean has(String key) {
        String plain = key.strip();
        return keys.contains(plain)
                || prefixes.stream().anyMatch(plain::startsWith)
                || patterns.stream().anyMatch(p -> p.matcher(plain).matches());
    }

    public String nearest(String key) {
        return NearestName.surely(key, keys);
    }

    static List<String> lines(String list) {
        try (InputStream in = KnownKeys.class.getResourceAsStream(list + ".keys")) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks the list " + list + ".keys");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
