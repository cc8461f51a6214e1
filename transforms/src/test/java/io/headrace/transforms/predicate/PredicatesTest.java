package io.headrace.transforms.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PredicatesTest {

    private static final Schema ROW = SchemaBuilder.struct()
            .name("t.Value")
            .optional()
            .field("s", SchemaBuilder.string().optional().defaultValue("x").build())
            .field("n", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    private static final Schema EVENT = SchemaBuilder.struct()
            .name("t.Envelope")
            .field("before", ROW)
            .field("after", ROW)
            .field("op", Schema.STRING_SCHEMA)
            .build();

    static Stream<Arguments> operations() {
        return Stream.of(
                arguments("listed", event("u", null, "x"), true),
                arguments("not listed", event("c", null, "x"), false),
                arguments("schemaless", record(null, Map.of("op", "d", "source", Map.of(), "before", Map.of())), true),
                arguments("flat with __op", record(null, Map.of("__op", "d")), true),
                arguments("flat without", record(null, Map.of("op", "d")), false),
                arguments("tombstone", record(null, null), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void shouldTestTheOperation(String name, SourceRecord record, boolean expected) {
        // Given
        OperationIs<SourceRecord> predicate = new OperationIs<>();
        predicate.configure(Map.of("operations", "u,d"));

        // When, Then
        assertThat(predicate.test(record)).isEqualTo(expected);
    }

    static Stream<Arguments> fields() {
        SourceRecord nothing = event("c", null, null);
        return Stream.of(
                arguments("value", Map.of("field", "s", "values", "a,x"), event("c", null, "x"), true),
                arguments("other value", Map.of("field", "s", "values", "a,b"), event("c", null, "x"), false),
                arguments("null is not its default", Map.of("field", "s", "values", "x"), nothing, false),
                arguments("number as text", Map.of("field", "n", "values", "5"), event("c", null, "x"), true),
                arguments("of a delete: before", Map.of("field", "s", "values", "y"), event("d", "y", null), true),
                arguments("pattern", Map.of("field", "s", "pattern", "x+"), event("c", null, "xxx"), true),
                arguments("pattern of a part", Map.of("field", "s", "pattern", "x"), event("c", null, "xxx"), false),
                arguments("null", Map.of("field", "s", "is.null", "true"), nothing, true),
                arguments("not null", Map.of("field", "s", "is.null", "true"), event("c", null, "x"), false),
                arguments("missing is not null", Map.of("field", "z", "is.null", "true"), event("c", null, "x"), false),
                arguments(
                        "nested",
                        Map.of("field", "a.b", "values", "1"),
                        record(null, Map.of("a", Map.of("b", 1))),
                        true),
                arguments("tombstone", Map.of("field", "s", "values", "x"), record(null, null), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void shouldTestTheField(String name, Map<String, String> settings, SourceRecord record, boolean expected) {
        // Given
        FieldMatches<SourceRecord> predicate = new FieldMatches<>();
        predicate.configure(settings);

        // When, Then
        assertThat(predicate.test(record)).isEqualTo(expected);
    }

    @Test
    void shouldFailOnAMissingFieldWhenAsked() {
        // Given
        FieldMatches<SourceRecord> predicate = new FieldMatches<>();
        predicate.configure(Map.of("field", "z", "values", "x", "on.missing.field", "fail"));

        // When, Then
        assertThatThrownBy(() -> predicate.test(record(null, Map.of("s", "marked"))))
                .hasMessageContaining(
                        "FieldMatches, field 'z' of (schemaless): needed a field of that name, found none")
                .hasMessageNotContaining("marked");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        new FieldMatches<SourceRecord>(), Map.of("field", "s"), "needed exactly one of them, found 0"),
                arguments(
                        new FieldMatches<SourceRecord>(),
                        Map.of("field", "s", "values", "x", "is.null", "true"),
                        "found 2"),
                arguments(
                        new FieldMatches<SourceRecord>(), Map.of("field", "s", "pattern", "("), "a regular expression"),
                arguments(
                        new FieldMatches<SourceRecord>(),
                        Map.of("field", "s.*", "values", "x"),
                        "a field path without '*'"),
                arguments(new OperationIs<SourceRecord>(), Map.of("operations", "x"), "operations"),
                arguments(new OperationIs<SourceRecord>(), Map.of("operations", ""), "at least one"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refused")
    void shouldRefuseBadSettings(Predicate<SourceRecord> predicate, Map<String, String> settings, String message) {
        // When, Then
        assertThatThrownBy(() -> predicate.configure(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    @SuppressWarnings("rawtypes") // a class literal has no type argument
    void shouldBeFoundAsServices() {
        // When, Then
        assertThat(ServiceLoader.load(Predicate.class).stream()
                        .map(provider -> provider.type().getName()))
                .contains(OperationIs.class.getName(), FieldMatches.class.getName());
    }

    private static SourceRecord event(String op, String before, String after) {
        Struct event = new Struct(EVENT).put("op", op);
        if (!op.equals("d")) {
            event.put("after", new Struct(ROW).put("s", after).put("n", 5L));
        }
        if (before != null) {
            event.put("before", new Struct(ROW).put("s", before));
        }
        return record(EVENT, event);
    }

    private static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(new HashMap<>(), new HashMap<>(), "t", schema, value);
    }
}
