package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.transforms.predicate.FieldMatches;
import io.headrace.transforms.predicate.OperationIs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {

    /** Everything that has settings, by the name that the reference gives it. */
    static Map<String, ConfigDef> definitions() {
        Map<String, ConfigDef> definitions = new LinkedHashMap<>();
        definitions.put("DebeziumTypeConverter", DebeziumTypeConverter.CONFIG_DEF);
        definitions.put("ExpandJson", ExpandJson.CONFIG_DEF);
        definitions.put("TokenizeField", TokenizeField.CONFIG_DEF);
        definitions.put("TruncateField", TruncateField.CONFIG_DEF);
        definitions.put("FieldPipeline", FieldPipeline.CONFIG_DEF);
        definitions.put("FieldPipeline step Drop", DropConfig.DEFINITION);
        definitions.put("FieldPipeline step Rename", RenameConfig.DEFINITION);
        definitions.put("DocumentVersion", DocumentVersion.CONFIG_DEF);
        definitions.put("DocumentId", DocumentId.CONFIG_DEF);
        definitions.put("StableKey", StableKey.CONFIG_DEF);
        definitions.put("ChangedFields", ChangedFields.CONFIG_DEF);
        definitions.put("SoftDelete", SoftDelete.CONFIG_DEF);
        definitions.put("predicate OperationIs", OperationIs.CONFIG_DEF);
        definitions.put("predicate FieldMatches", FieldMatches.CONFIG_DEF);
        return definitions;
    }

    static Stream<Map.Entry<String, ConfigDef>> each() {
        return definitions().entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("each")
    void shouldDocumentEverySetting(Map.Entry<String, ConfigDef> definition) {
        // Given
        Map<String, ConfigDef.ConfigKey> keys = definition.getValue().configKeys();

        // When, Then
        assertThat(keys.values()).isNotEmpty().allSatisfy(key -> {
            assertThat(key.documentation).as(key.name).isNotBlank().endsWith(".");
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.displayName).as(key.name).isNotBlank();
            String rule = key.validator == null ? "" : key.validator.toString();
            assertThat(rule).as("a validator prints its rule: " + key.name).doesNotContain("@", "Lambda");
        });
    }

    @Test
    void shouldKeepTheDefaults() {
        // When
        String defaults = definitions().entrySet().stream()
                .map(definition -> definition.getKey() + " " + defaults(definition.getValue()))
                .reduce("", (all, next) -> all + next + "\n");

        // Then
        assertThat(defaults).isEqualTo("""
                        DebeziumTypeConverter {bits.format=number, boolean.fields=[], datetime.timezone=UTC, decimal.as=auto, float.as=shown, geometry.axis.order=xy, geometry.format=geojson, on.missing.field=warn, schema.cache.size=1024, temporal.format=iso8601, unsigned.fields=[], uuid.fields=[]}
                        ExpandJson {fields=[], max.depth=100, on.invalid=fail, on.missing.field=warn, output=map, schema.cache.size=1024}
                        TokenizeField {encoding=hex, fields!, key!, key.id=, normalize=none, on.missing.field=fail, required.columns=[], schema.cache.size=1024}
                        TruncateField {fields!, max.bytes=32766, on.missing.field=warn, schema.cache.size=1024, suffix=}
                        FieldPipeline {schema.cache.size=1024, steps!}
                        FieldPipeline step Drop {fields!, on.missing.field=warn}
                        FieldPipeline step Rename {on.missing.field=warn, renames!}
                        DocumentVersion {epoch=0, field=, field.name=, header.name=headrace.version, schema.cache.size=1024, source=binlog}
                        DocumentId {fields!, prefix=, schema.cache.size=1024, separator=:}
                        StableKey {schema.cache.size=1024}
                        ChangedFields {drop.unchanged=false, field.changes=, header.changed=headrace.changed, ignore.fields=[], schema.cache.size=1024}
                        SoftDelete {deleted.at.field=, deleted.field=deleted, mode=mark, on.missing.field=warn, schema.cache.size=1024, when.field=, when.values=[]}
                        predicate OperationIs {operations!}
                        predicate FieldMatches {field!, is.null=false, on.missing.field=ignore, pattern=, values=[]}
                        """);
    }

    private static String defaults(ConfigDef definition) {
        List<String> settings = definition.configKeys().values().stream()
                .sorted(java.util.Comparator.comparing(key -> key.name))
                .map(key -> key.hasDefault() ? key.name + "=" + key.defaultValue : key.name + "!")
                .toList();
        return "{" + String.join(", ", settings) + "}";
    }
}
