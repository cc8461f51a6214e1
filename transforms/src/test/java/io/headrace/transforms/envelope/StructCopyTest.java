package io.headrace.transforms.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class StructCopyTest {

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("t.Value")
            .field("a", Schema.INT32_SCHEMA)
            .field("b", SchemaBuilder.string().optional().defaultValue("d").build())
            .build();
    private static final Schema TARGET = SchemaBuilder.struct()
            .name("t.Value")
            .field("b", SchemaBuilder.string().optional().build())
            .field("a", Schema.INT32_SCHEMA)
            .field("added", Schema.INT32_SCHEMA)
            .build();

    private final StructCopy copy = StructCopy.between(SOURCE, TARGET, "added"::equals);

    @Test
    void shouldCopyByNameAndLeaveWhatTheCallerPuts() {
        // When
        Struct out = copy.of(new Struct(SOURCE).put("a", 1).put("b", "x"), "Test");

        // Then
        assertThat(out.get("a")).isEqualTo(1);
        assertThat(out.get("b")).isEqualTo("x");
        assertThat(out.getWithoutDefault("added")).isNull();
    }

    @Test
    void shouldKeepNullWhereTheSourceHasADefault() {
        // When
        Struct out = copy.of(new Struct(SOURCE).put("a", 1).put("b", null), "Test");

        // Then
        assertThat(out.get("b")).isNull();
    }

    @Test
    void shouldFindFieldsInOtherPositionsOfAnotherSchema() {
        // Given
        Schema other = SchemaBuilder.struct()
                .field("new", Schema.OPTIONAL_STRING_SCHEMA)
                .field("b", Schema.OPTIONAL_STRING_SCHEMA)
                .field("a", Schema.INT32_SCHEMA)
                .build();

        // When
        Struct out = copy.of(new Struct(other).put("a", 7).put("b", "y"), "Test");

        // Then
        assertThat(out.get("a")).isEqualTo(7);
        assertThat(out.get("b")).isEqualTo("y");
    }

    @Test
    void shouldNameARequiredColumnThatIsMissing() {
        // Given
        Schema narrow = SchemaBuilder.struct()
                .name("t.Value")
                .field("b", Schema.OPTIONAL_STRING_SCHEMA)
                .build();

        // When, Then
        assertThatThrownBy(() -> copy.of(new Struct(narrow), "Test"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Test, field 'a' of t.Value: needed ");
    }
}
