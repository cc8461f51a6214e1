package io.headrace.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plans that read rows by position through shared fields: StructPlan and MapPlan. */
class ColumnPlansTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 700})
    void shouldReadEveryColumnFromItsPositionInTheSource(int width) {
        // Given
        Schema wide = columns(width);
        Struct row = new Struct(wide);
        wide.fields().forEach(field -> row.put(field, field.index()));
        RowPlanBuilder structs = new RowPlanBuilder(wide);
        structs.rename("c" + (width - 1), "last");
        RowPlanBuilder maps = new RowPlanBuilder(wide);
        maps.replace("c" + (width - 1), TypedConversion.schemaless(value -> "last " + value));

        // When
        Struct struct = (Struct) structs.build().conversion().convert(row);
        Map<?, ?> map = (Map<?, ?>) maps.build().conversion().convert(row);

        // Then
        for (Field field : struct.schema().fields()) {
            assertThat(struct.get(field)).as(field.name()).isEqualTo(field.index());
        }
        assertThat(map).hasSize(width);
        assertThat(map.get("c" + (width - 1))).isEqualTo("last " + (width - 1));
        assertThat(width < 2 || map.get("c0").equals(0)).isTrue();
    }

    @Test
    void shouldReadFromTheSourcesPositionBehindADroppedColumn() {
        // Given
        Schema wide = columns(5);
        Struct row = new Struct(wide);
        wide.fields().forEach(field -> row.put(field, field.index()));
        RowPlanBuilder plan = new RowPlanBuilder(wide);
        plan.drop("c1");
        plan.drop("c3");

        // When
        Struct out = (Struct) plan.build().conversion().convert(row);

        // Then
        assertThat(out.get("c0")).isEqualTo(0);
        assertThat(out.get("c2")).isEqualTo(2);
        assertThat(out.get("c4")).isEqualTo(4);
    }

    @Test
    void shouldNotReadAnOptionalColumnsDefaultInPlaceOfNull() {
        // Given
        Schema row = SchemaBuilder.struct()
                .field(
                        "optional",
                        SchemaBuilder.int32().optional().defaultValue(5).build())
                .field("required", SchemaBuilder.int32().defaultValue(6).build())
                .build();
        RowPlanBuilder plan = new RowPlanBuilder(row);
        plan.rename("optional", "o");
        plan.rename("required", "r");
        plan.replace("o", TypedConversion.schemaless(value -> value));

        // When
        Object out = plan.build().conversion().convert(new Struct(row).put("optional", null));

        // Then
        assertThat(((Map<?, ?>) out).get("o")).isNull();
        assertThat(((Map<?, ?>) out).get("r")).isEqualTo(6);
    }

    @Test
    void shouldNameTheColumnThatAConvertedValueDoesNotFit() {
        // Given
        RowPlanBuilder plan = new RowPlanBuilder(columns(2));
        plan.replace("c1", new TypedConversion(Schema.STRING_SCHEMA, value -> value));
        Conversion conversion = plan.build().conversion();

        // When, Then
        assertThatThrownBy(() ->
                        conversion.convert(new Struct(columns(2)).put("c0", 0).put("c1", 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"c1\"");
    }

    private static Schema columns(int width) {
        SchemaBuilder row = SchemaBuilder.struct();
        for (int i = 0; i < width; i++) {
            row.field("c" + i, Schema.INT32_SCHEMA);
        }
        return row.build();
    }
}
