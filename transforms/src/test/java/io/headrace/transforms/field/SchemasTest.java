package io.headrace.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {

    private static final Schema COLUMN = SchemaBuilder.string()
            .name("io.debezium.data.Enum")
            .version(1)
            .doc("a status")
            .parameter("allowed", "NEW,PAID")
            .parameter("__debezium.source.column.type", "ENUM")
            .optional()
            .defaultValue("NEW")
            .build();

    @Test
    void shouldCopyAllButTheDefault() {
        // When
        Schema copy = Schemas.like(COLUMN, SchemaBuilder.string());

        // Then
        assertThat(copy.defaultValue()).isNull();
        assertThat(copy.name()).isEqualTo(COLUMN.name());
        assertThat(copy.version()).isEqualTo(1);
        assertThat(copy.doc()).isEqualTo("a status");
        assertThat(copy.isOptional()).isTrue();
    }

    @Test
    void shouldKeepOnlyWhatDescribesTheSourceColumnWhenTheTypeChanges() {
        // When
        Schema plain = Schemas.plain(COLUMN, SchemaBuilder.int64());

        // Then
        assertThat(plain.name()).isNull();
        assertThat(plain.parameters()).isEqualTo(Map.of("__debezium.source.column.type", "ENUM"));
        assertThat(plain.doc()).isEqualTo("a status");
        assertThat(Schemas.bare(COLUMN, SchemaBuilder.bool()).parameters()).isNull();
    }

    static Stream<Arguments> defaults() {
        return Stream.of(
                arguments("text", COLUMN),
                arguments(
                        "an array",
                        SchemaBuilder.array(Schema.STRING_SCHEMA)
                                .defaultValue(java.util.List.of())
                                .build()),
                arguments(
                        "a map",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .defaultValue(Map.of())
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("defaults")
    void shouldTakeOffTheDefaultAndKeepTheType(String name, Schema schema) {
        // When
        Schema without = Schemas.withoutDefault(schema);

        // Then
        assertThat(without.defaultValue()).isNull();
        assertThat(without.type()).isEqualTo(schema.type());
        assertThat(without.isOptional()).isEqualTo(schema.isOptional());
        assertThat(Schemas.withoutDefault(without)).isSameAs(without);
        assertThat(Schemas.optional(schema).isOptional()).isTrue();
        assertThat(Schemas.optional(schema).defaultValue()).isNull();
    }
}
