package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong, the message says where, what was needed, what was found and what to do. */
class BadInputTest {

    private static final String KEY = "a-secret-key-of-enough-bytes";
    private static final Schema JSON =
            SchemaBuilder.string().name("io.debezium.data.Json").build();

    static Stream<Arguments> records() {
        Map<String, String> token = Map.of("fields", "c", "key", KEY);
        Schema broken = SchemaBuilder.struct()
                .name("t.Envelope")
                .field("after", Schema.STRING_SCHEMA)
                .build();
        return Stream.of(
                arguments(
                        "a path that names nothing",
                        new TokenizeField<>(),
                        Map.of("fields", "x", "key", KEY),
                        OneColumn.row(Schema.STRING_SCHEMA, "marked"),
                        "TokenizeField",
                        "x",
                        "t.Value"),
                arguments(
                        "a path that names nothing, without a schema",
                        new TruncateField<>(),
                        Map.of("fields", "x", "on.missing.field", "fail"),
                        OneColumn.map("marked"),
                        "TruncateField",
                        "x",
                        "(schemaless)"),
                arguments(
                        "a path through a scalar",
                        new TokenizeField<>(),
                        Map.of("fields", "c.d", "key", KEY),
                        OneColumn.row(Schema.STRING_SCHEMA, "marked"),
                        "TokenizeField",
                        "c.d",
                        "t.Value"),
                arguments(
                        "a path through a scalar, without a schema",
                        new TokenizeField<>(),
                        Map.of("fields", "c.d", "key", KEY),
                        OneColumn.map("marked"),
                        "TokenizeField",
                        "c.d",
                        "(schemaless)"),
                arguments(
                        "a type that a step can't take",
                        new TokenizeField<>(),
                        token,
                        OneColumn.row(Schema.BOOLEAN_SCHEMA, true),
                        "TokenizeField",
                        "c",
                        "t.Value"),
                arguments(
                        "a type that cutting can't take, without a schema",
                        new TruncateField<>(),
                        Map.of("fields", "c"),
                        OneColumn.map(List.of("marked")),
                        "TruncateField",
                        "c",
                        "(schemaless)"),
                arguments(
                        "JSON that is none",
                        new ExpandJson<>(),
                        Map.of(),
                        OneColumn.row(JSON, "{marked"),
                        "ExpandJson",
                        "c",
                        "t.Value"),
                arguments(
                        "no schema where one is needed",
                        new TokenizeField<>(),
                        Map.of("fields", "c", "key", KEY, "required.columns", "t:c"),
                        OneColumn.map("marked"),
                        "TokenizeField",
                        "c",
                        "(schemaless)"),
                arguments(
                        "an envelope of an unknown shape",
                        new TokenizeField<>(),
                        token,
                        Orders.record(new Struct(broken).put("after", "marked")),
                        "TokenizeField",
                        "",
                        "t.Envelope"),
                arguments(
                        "an envelope of an unknown shape, without a schema",
                        new SoftDelete<>(),
                        Map.of(),
                        Orders.record(null, Map.of("op", "c", "source", Map.of(), "after", "marked")),
                        "SoftDelete",
                        "after",
                        "(schemaless)"),
                arguments(
                        "a step of a pipeline",
                        new FieldPipeline<>(),
                        Map.of("steps", "t", "t.type", "TokenizeField", "t.fields", "x", "t.key", KEY),
                        OneColumn.map("marked"),
                        "FieldPipeline step 't' (TokenizeField)",
                        "x",
                        "(schemaless)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void shouldSayWhereWhatWasNeededWhatWasFoundAndWhatToDo(
            String name,
            Transformation<SourceRecord> transform,
            Map<String, String> settings,
            SourceRecord record,
            String step,
            String path,
            String schema) {
        // Given
        transform.configure(settings);

        // When
        Throwable failure = catchThrowable(() -> transform.apply(record));

        // Then
        assertThat(failure)
                .hasMessageStartingWith(step + ", field '" + path + "' of " + schema + ": needed ")
                .hasMessageMatching("(?s).*: needed .+, found .+\\. [A-Z].+\\.")
                .hasMessageNotContaining("marked")
                .hasMessageNotContaining(KEY);
        transform.close();
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                arguments("an empty key", new TokenizeField<>(), Map.of("fields", "c", "key", ""), "'key' has 0 bytes"),
                arguments(
                        "a key that is too short",
                        new TokenizeField<>(),
                        Map.of("fields", "c", "key", "fifteen-bytes-x"),
                        "'key' has 15 bytes"),
                arguments(
                        "contradicting options",
                        new DocumentVersion<>(),
                        Map.of("source", "field"),
                        "'source' and 'field' contradict"),
                arguments(
                        "an unknown step",
                        new FieldPipeline<>(),
                        Map.of("steps", "a", "a.type", "Cast"),
                        "'a.type' names no step"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void shouldSayWhichSettingAndWhatToDo(
            String name, Transformation<SourceRecord> transform, Map<String, String> settings, String where) {
        // When
        Throwable failure = catchThrowable(() -> transform.configure(settings));

        // Then
        assertThat(failure)
                .hasMessageContaining(where)
                .hasMessageMatching("(?s).*needed .+\\. [A-Z].+")
                .hasMessageNotContaining("fifteen-bytes-x");
    }
}
