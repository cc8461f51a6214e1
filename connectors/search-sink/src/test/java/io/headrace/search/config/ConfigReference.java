package io.headrace.search.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Writes the definition of the configuration as the reference in docs/. */
final class ConfigReference {
    private ConfigReference() {}

    static String of(ConfigDef definition) {
        Map<String, List<ConfigDef.ConfigKey>> groups = new LinkedHashMap<>();
        definition
                .configKeys()
                .values()
                .forEach(key -> groups.computeIfAbsent(key.group, group -> new ArrayList<>())
                        .add(key));
        StringBuilder text = new StringBuilder(
                "# The search sink: settings\n\nGenerated from the connector's configuration definition;"
                        + " a test keeps it up to date. [search-sink.md](search-sink.md) explains how the settings work together.\n");
        groups.forEach((group, keys) -> {
            text.append("\n## ")
                    .append(group)
                    .append("\n\n| setting | type | default | what it does |\n|---|---|---|---|\n");
            keys.sort(Comparator.comparingInt((ConfigDef.ConfigKey key) -> key.orderInGroup)
                    .thenComparing(key -> key.name));
            keys.forEach(key -> text.append(row(key)));
        });
        return text.toString();
    }

    private static String row(ConfigDef.ConfigKey key) {
        String rule = key.validator == null ? "" : " Valid: " + key.validator + ".";
        return "| `" + key.name + "` | " + key.type.name().toLowerCase(java.util.Locale.ROOT) + " | " + otherwise(key)
                + " | " + (key.documentation + rule).replace("|", "\\|").replace("\n", " ") + " |\n";
    }

    private static String otherwise(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        if (key.defaultValue == null || key.defaultValue.equals(List.of())) {
            return "";
        }
        return "`" + key.defaultValue + "`";
    }
}
