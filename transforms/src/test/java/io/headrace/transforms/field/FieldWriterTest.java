package io.headrace.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class FieldWriterTest {
    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private final Struct row = new Struct(ROW);

    @Test
    void shouldPutValuesIntoTheirFields() {
        // When
        put("id", 7L);
        put("note", "n");

        // Then
        assertThat(row.getInt64("id")).isEqualTo(7L);
        assertThat(row.getString("note")).isEqualTo("n");
    }

    @Test
    void shouldLeaveAnOptionalFieldEmpty() {
        // When
        put("note", null);

        // Then
        assertThat(row.getString("note")).isNull();
    }

    @Test
    void shouldNameTheFieldThatAValueDoesNotFit() {
        // When, Then
        assertThatThrownBy(() -> put("id", "seven"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"id\"");
        assertThatThrownBy(() -> put("id", null))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"id\"");
    }

    private void put(String field, Object value) {
        FieldWriter.of(ROW.field(field)).put(row, value);
    }
}
