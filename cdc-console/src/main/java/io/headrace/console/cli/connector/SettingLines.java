package io.headrace.console.cli.connector;

import io.headrace.console.connector.ConnectorChanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the change of a setting is shown: as it was and as it will be; of a long list, only the items that go and come. */
final class SettingLines {

    private static final int MANY = 5;
    private static final String COMMA = "(?<!\\\\),";

    private SettingLines() {}

    static List<String> of(ConnectorChanges.Setting setting) {
        List<String> now = items(setting.now());
        List<String> then = items(setting.then());
        List<String> stay = now.stream().filter(then::contains).toList();
        List<String> gone = without(now, stay);
        List<String> come = without(then, stay);
        List<String> lines = new ArrayList<>();
        if (stay.size() <= MANY || (gone.isEmpty() && come.isEmpty())) {
            add(lines, "- " + setting.key() + ": ", setting.now());
            add(lines, "+ " + setting.key() + ": ", setting.then());
            return lines;
        }
        String others = " (" + stay.size() + " others stay)";
        if (!gone.isEmpty()) {
            lines.add("- " + setting.key() + ": " + String.join(",", gone) + others);
        }
        if (!come.isEmpty()) {
            lines.add("+ " + setting.key() + ": " + String.join(",", come) + others);
        }
        return lines;
    }

    private static void add(List<String> lines, String name, @Nullable String value) {
        if (value != null) {
            lines.add(name + value);
        }
    }

    private static List<String> items(@Nullable String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(COMMA)).map(String::strip).toList();
    }

    private static List<String> without(List<String> items, List<String> others) {
        return items.stream().filter(item -> !others.contains(item)).toList();
    }
}
