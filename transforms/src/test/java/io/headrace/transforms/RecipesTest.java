package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Filter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;

/** Runs the recipes as docs/transforms.md gives them, as a worker would chain them. */
@SuppressWarnings("unchecked") // classes are named by the recipes
class RecipesTest {

    private static final String KEY = "a-secret-key-of-enough-bytes";

    @Test
    void shouldRunTheSourceRecipe() throws Exception {
        // When
        SourceRecord record = run(recipe(0), Orders.record(Orders.update()));

        // Then
        assertThat(Json.of(record))
                .contains("\"total\":1000.05", "\"shipping_address\":{\"zip\":\"8001\"", "\"customer_email\":\"k1.")
                .doesNotContain("ada@example.com");
    }

    @Test
    void shouldRunTheRecipeForAnotherVendorsSink() throws Exception {
        // Given
        Map<String, String> recipe = recipe(1);
        String event = "{\"before\":%s,\"after\":%s,\"source\":{},\"op\":\"%s\"}";
        String row = "{\"id\":7,\"status\":\"NEW\"}";

        // When
        SourceRecord create = run(recipe, json(event.formatted("null", row, "c")));
        SourceRecord delete = run(recipe, json(event.formatted(row, "null", "d")));
        SourceRecord tombstone = run(recipe, Orders.record(null, null));

        // Then
        assertThat(create.key()).isEqualTo("7");
        assertThat(Json.of(create)).isEqualTo(row);
        assertThat(delete).isNull();
        assertThat(tombstone.value()).isNull();
        assertThat(tombstone.key()).isEqualTo("1");
    }

    @Test
    void shouldRunTheRecipeForJsonTopics() throws Exception {
        // When
        SourceRecord record = run(
                recipe(2),
                json(
                        "{\"email\":\"ada@example.com\",\"active\":1,\"address\":\"{\\\"phone\\\":\\\"044\\\",\\\"internal\\\":1}\"}"));

        // Then
        assertThat(Json.of(record))
                .containsPattern("\"email\":\"[0-9a-f]{64}\"")
                .contains("\"active\":true")
                .containsPattern("\"address\":\\{\"phone\":\"[0-9a-f]{64}\"}");
    }

    private static SourceRecord json(String text) {
        return Orders.record((Schema) null, parsed(text));
    }

    private static Object parsed(String text) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of(JsonConverterConfig.SCHEMAS_ENABLE_CONFIG, "false"), false);
        return converter
                .toConnectData("t", text.getBytes(StandardCharsets.UTF_8))
                .value();
    }

    private static Map<String, String> recipe(int index) throws Exception {
        Matcher blocks = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "transforms.md")));
        List<Map<String, String>> recipes = new ArrayList<>();
        while (blocks.find()) {
            Map<String, String> recipe = new HashMap<>((Map<String, String>) parsed(blocks.group(1)));
            recipe.replaceAll((key, value) -> value.replace("${env:HEADRACE_TOKEN_KEY}", KEY));
            recipes.add(recipe);
        }
        assertThat(recipes).hasSize(3);
        return recipes.get(index);
    }

    private static SourceRecord run(Map<String, String> recipe, SourceRecord record) throws Exception {
        SourceRecord current = record;
        for (String alias : recipe.get("transforms").split(",")) {
            Map<String, String> settings = below(recipe, "transforms." + alias + ".");
            if (current != null && applies(recipe, settings, current)) {
                Transformation<SourceRecord> transform =
                        (Transformation<SourceRecord>) Class.forName(settings.get("type"))
                                .asSubclass(Transformation.class)
                                .getConstructor()
                                .newInstance();
                transform.configure(settings);
                current = transform instanceof Filter ? null : transform.apply(current);
                transform.close();
            }
        }
        return current;
    }

    private static boolean applies(Map<String, String> recipe, Map<String, String> settings, SourceRecord record)
            throws Exception {
        String alias = settings.remove("predicate");
        boolean negate = Boolean.parseBoolean(settings.remove("negate"));
        if (alias == null) {
            return true;
        }
        Map<String, String> predicateSettings = below(recipe, "predicates." + alias + ".");
        Predicate<SourceRecord> predicate = (Predicate<SourceRecord>) Class.forName(predicateSettings.get("type"))
                .asSubclass(Predicate.class)
                .getConstructor()
                .newInstance();
        predicate.configure(predicateSettings);
        return negate != predicate.test(record);
    }

    private static Map<String, String> below(Map<String, String> recipe, String prefix) {
        Map<String, String> settings = new HashMap<>();
        recipe.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                settings.put(key.substring(prefix.length()), value);
            }
        });
        return settings;
    }
}
