package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldPipelineTest {

    private static final String KEY = "a-secret-key-of-enough-bytes";

    static Stream<Arguments> records() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("customer_email", "ada@example.com");
        row.put("notes", "x".repeat(50));
        row.put("shipping_address", Map.of("city", "Zürich"));
        Map<String, Object> envelope = new LinkedHashMap<>(Map.of("op", "c", "source", Map.of(), "after", row));
        envelope.put("before", null);
        return Stream.of(
                arguments("update", Orders.record(Orders.update())),
                arguments("delete", Orders.record(Orders.event("d", Orders.row(Orders.ROW, "NEW"), null))),
                arguments("truncate", Orders.record(Orders.event("t", null, null))),
                arguments("tombstone", Orders.record(null, null)),
                arguments("flat row", Orders.record(Orders.row(Orders.ROW, "PAID"))),
                arguments("schemaless row", Orders.record(null, row)),
                arguments("schemaless event", Orders.record(null, envelope)));
    }

    static Stream<Arguments> chains() {
        Map<String, String> types = Map.of("temporal.format", "iso8601");
        Map<String, String> token =
                Map.of("fields", "customer_email,shipping_address.city", "key", KEY, "on.missing.field", "ignore");
        Map<String, String> cut = Map.of("fields", "notes,customer_email", "max.bytes", "20", "suffix", "…");
        Map<String, String> json = Map.of();
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        all.put("DebeziumTypeConverter", types);
        all.put("ExpandJson", json);
        all.put("TokenizeField", token);
        all.put("TruncateField", cut);
        Map<String, Map<String, String>> jsonFirst = new LinkedHashMap<>();
        jsonFirst.put("ExpandJson", json);
        jsonFirst.put("TokenizeField", token);
        jsonFirst.put("DebeziumTypeConverter", types);
        Map<String, Map<String, String>> noJson = new LinkedHashMap<>();
        noJson.put("TruncateField", cut);
        noJson.put("DebeziumTypeConverter", types);
        Map<String, Map<String, String>> structs = new LinkedHashMap<>(all);
        structs.put("ExpandJson", Map.of("output", "struct"));
        return Stream.of(all, jsonFirst, noJson, structs)
                .flatMap(chain -> records()
                        .map(record -> arguments(
                                chain.keySet() + " " + chain.get("ExpandJson") + ", " + record.get()[0],
                                chain,
                                record.get()[1])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chains")
    void shouldGiveTheSameBytesAndSchemaAsTheChainOfSingles(
            String name, Map<String, Map<String, String>> chain, SourceRecord record) {
        // Given
        SourceRecord byChain = record;
        for (Map.Entry<String, Map<String, String>> link : chain.entrySet()) {
            Transformation<SourceRecord> single = single(link.getKey());
            single.configure(link.getValue());
            byChain = single.apply(byChain);
            single.close();
        }
        FieldPipeline<SourceRecord> pipeline = new FieldPipeline<>();
        pipeline.configure(pipelined(chain));

        // When
        SourceRecord byPipeline = pipeline.apply(record);

        // Then
        assertThat(Json.of(byPipeline)).isEqualTo(Json.of(byChain));
        assertThat(byPipeline.valueSchema()).isEqualTo(byChain.valueSchema());
        assertThat(byPipeline.value()).isEqualTo(byChain.value());
        pipeline.close();
    }

    @Test
    void shouldDropAndRenameInPlace() {
        // Given
        FieldPipeline<SourceRecord> pipeline = new FieldPipeline<>();
        pipeline.configure(Map.of(
                "steps", "json,drop,names",
                "json.type", "ExpandJson",
                "drop.type", "Drop",
                "drop.fields", "notes,shipping_address.lines,customer_email,created_at,updated_at,total",
                "names.type", "Rename",
                "names.renames", "order_number:number,currency:cur"));

        // When
        SourceRecord typed = pipeline.apply(Orders.record(Orders.row(Orders.ROW, "NEW")));
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("order_number", "ON-2");
        row.put("notes", "n");
        SourceRecord untyped = pipeline.apply(Orders.record(null, row));

        // Then
        assertThat(Json.of(typed))
                .isEqualTo("{\"id\":1,\"number\":\"ON-1\",\"customer_id\":42,\"status\":\"NEW\",\"cur\":null,"
                        + "\"shipping_address\":{\"zip\":\"8001\",\"city\":\"Zürich\"}}");
        assertThat(Json.of(untyped)).isEqualTo("{\"number\":\"ON-2\"}");
        assertThat(row).containsKeys("order_number", "notes");
        pipeline.close();
    }

    @Test
    void shouldRefuseANameThatIsTaken() {
        // Given
        FieldPipeline<SourceRecord> pipeline = new FieldPipeline<>();
        pipeline.configure(Map.of("steps", "n", "n.type", "Rename", "n.renames", "id:notes"));

        // When, Then
        assertThatThrownBy(() -> pipeline.apply(Orders.record(Orders.update())))
                .hasMessageStartingWith(
                        "FieldPipeline step 'n' (Rename), field 'id' of dbserver1.inventory.orders.Value:")
                .hasMessageContaining("needed a new name that is free, found a field 'notes'");
        pipeline.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("no step", Map.of("steps", ""), "at least one name"),
                arguments("a step twice", Map.of("steps", "a,a", "a.type", "ExpandJson"), "none twice"),
                arguments("no type", Map.of("steps", "a"), "Setting 'a.type' is missing"),
                arguments(
                        "an unknown step",
                        Map.of("steps", "a", "a.type", "Cast"),
                        "Setting 'a.type' names no step: needed one of [DebeziumTypeConverter,"),
                arguments(
                        "a misspelt setting",
                        Map.of("steps", "a", "a.type", "ExpandJson", "a.feilds", "x"),
                        "Setting 'a.feilds' is unknown to step 'a'"),
                arguments(
                        "settings of a step that is not listed",
                        Map.of("steps", "a", "a.type", "ExpandJson", "b.key", "x"),
                        "Setting 'b.key' belongs to a step 'b'"),
                arguments(
                        "a bad setting",
                        Map.of("steps", "a", "a.type", "TokenizeField", "a.fields", "x", "a.key", "short"),
                        "Step 'a' (TokenizeField): Setting 'key' has 5 bytes"),
                arguments(
                        "a bad path",
                        Map.of("steps", "a", "a.type", "Drop", "a.fields", "x..y"),
                        "'x..y' is not a field path"),
                arguments(
                        "a bad renaming", Map.of("steps", "a", "a.type", "Rename", "a.renames", "x"), "write from:to"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuseBadSettingsByName(String name, Map<String, String> settings, String message) {
        // Given
        FieldPipeline<SourceRecord> pipeline = new FieldPipeline<>();

        // When, Then
        assertThatThrownBy(() -> pipeline.configure(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private static Map<String, String> pipelined(Map<String, Map<String, String>> chain) {
        Map<String, String> settings = new HashMap<>();
        settings.put("steps", String.join(",", chain.keySet()));
        settings.put("type", "io.headrace.transforms.FieldPipeline");
        chain.forEach((type, keys) -> {
            settings.put(type + ".type", type);
            keys.forEach((key, value) -> settings.put(type + "." + key, value));
        });
        return settings;
    }

    private static Transformation<SourceRecord> single(String name) {
        return switch (name) {
            case "DebeziumTypeConverter" -> new DebeziumTypeConverter.Value<>();
            case "ExpandJson" -> new ExpandJson.Value<>();
            case "TokenizeField" -> new TokenizeField.Value<>();
            default -> new TruncateField.Value<>();
        };
    }

    /** Kept here so that a step without a single is a decision: drop and rename are Kafka's ReplaceField on flat rows. */
    @Test
    void shouldKnowTheseSteps() {
        assertThat(List.of(StepType.values()).stream().map(StepType::key))
                .containsExactly(
                        "DebeziumTypeConverter", "ExpandJson", "TokenizeField", "TruncateField", "Drop", "Rename");
    }
}
