package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The reference in docs/ is what the settings say of themselves. */
class ReferenceTest {

    private static final Path DOCS = Path.of("..", "docs", "transforms.md");
    private static final String MARK =
            "<!-- generated from here on by ReferenceTest: -Dheadrace.reference.write=true writes it -->\n";

    @Test
    void shouldBeWhatIsCheckedIn() throws Exception {
        // Given
        String docs = Files.readString(DOCS);
        String written = docs.substring(0, docs.indexOf(MARK) + MARK.length());

        // When
        String generated = written + reference();

        // Then
        if (Boolean.getBoolean("headrace.reference.write")) {
            Files.writeString(DOCS, generated);
        } else {
            assertThat(docs)
                    .as("run mvn -pl transforms test -Dtest=ReferenceTest -Dheadrace.reference.write=true")
                    .isEqualTo(generated);
        }
    }

    private static String reference() {
        StringBuilder text = new StringBuilder();
        SettingsTest.definitions().forEach((name, definition) -> {
            text.append("\n### Settings of ")
                    .append(name)
                    .append("\n| setting | type | default | accepts | |\n|---|---|---|---|---|\n");
            keys(definition).forEach(key -> row(text, key));
        });
        return text.toString();
    }

    private static List<ConfigDef.ConfigKey> keys(ConfigDef definition) {
        List<String> groups = definition.groups();
        return definition.configKeys().values().stream()
                .sorted(Comparator.comparingInt((ConfigDef.ConfigKey key) -> groups.indexOf(key.group))
                        .thenComparingInt(key -> key.orderInGroup))
                .toList();
    }

    private static void row(StringBuilder text, ConfigDef.ConfigKey key) {
        text.append("| `")
                .append(key.name)
                .append("` | ")
                .append(key.type.name().toLowerCase(Locale.ROOT))
                .append(" | ")
                .append(byDefault(key))
                .append(" | ")
                .append(key.validator == null ? "" : key.validator.toString().replace("|", "\\|"))
                .append(" | ")
                .append(key.documentation.replace("|", "\\|"))
                .append(" |\n");
    }

    private static String byDefault(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        String value =
                key.defaultValue instanceof List<?> list && list.isEmpty() ? "" : String.valueOf(key.defaultValue);
        return value.isEmpty() ? "none" : "`" + value + "`";
    }
}
