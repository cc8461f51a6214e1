package io.headrace.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class RowPlanBuilderTest {

    private static final Schema PRICE =
            Decimal.builder(2).parameter("connect.decimal.precision", "10").build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.orders.Value")
            .version(3)
            .field("id", Schema.INT64_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .field("price", PRICE)
            .build();

    private final RowPlanBuilder plan = new RowPlanBuilder(ROW);
    private final Struct row = new Struct(ROW).put("id", 7L).put("note", "n").put("price", new BigDecimal("1.50"));

    @Test
    void shouldReturnTheVerySchemaWhenNoStepChangesTheRow() {
        // Given
        plan.convertEach("test", (schema, location) -> TypedConversion.unchanged(schema));

        // When
        TypedConversion built = plan.build();

        // Then
        assertThat(built.changes(ROW)).isFalse();
        assertThat(built.schema()).isSameAs(ROW);
        assertThat(plan.converted()).isZero();
    }

    @Test
    void shouldKeepNameAndVersionOfTheSchemaThatItRewrites() {
        // Given
        plan.replace("note", new TypedConversion(Schema.STRING_SCHEMA, value -> value + "!"));

        // When
        TypedConversion built = plan.build();

        // Then
        Struct out = (Struct) built.conversion().convert(row);
        assertThat(built.schema()).isEqualTo(out.schema());
        assertThat(out.schema().name()).isEqualTo("shop.orders.Value");
        assertThat(out.schema().version()).isEqualTo(3);
        assertThat(out.get("note")).isEqualTo("n!");
        assertThat(out.get("price")).isEqualTo(new BigDecimal("1.50"));
    }

    @Test
    void shouldTakeTheSchemaOffTheWholeRowOnceOneColumnHasNone() {
        // Given
        plan.replace("note", TypedConversion.schemaless(value -> List.of(value)));

        // When
        TypedConversion built = plan.build();

        // Then
        assertThat(built.schema()).isNull();
        assertThat(built.conversion().convert(row)).isEqualTo(Map.of("id", 7L, "note", List.of("n"), "price", 1.5));
    }

    @Test
    void shouldKeepTheSchemasOfTheOtherColumnsWhenSchemasAreInferred() {
        // Given
        plan.inferSchemas();
        plan.replace("note", TypedConversion.schemaless(value -> List.of(value)));

        // When
        InferredRow inferred = plan.buildInferred();

        // Then
        assertThat(plan.isInferred()).isTrue();
        assertThat(inferred.inferred()).containsExactly(1);
        Schema schema = inferred.schema(SchemaNamed::new);
        assertThat(schema.field("price").schema()).isSameAs(PRICE);
        assertThat(schema.field("note").schema().name()).isEqualTo("shop.orders.Value.note");
        assertThat(inferred.read(row)).containsExactly(7L, List.of("n"), new BigDecimal("1.50"));
    }

    @Test
    void shouldNotInferWhereEveryColumnKeepsItsSchema() {
        // When
        plan.inferSchemas();

        // Then
        assertThat(plan.isInferred()).isFalse();
    }

    @Test
    void shouldLetEachStepSeeWhatTheStepsBeforeLeft() {
        // Given
        plan.drop("id");
        plan.rename("note", "remark");
        plan.convert(walk("remark", "1"), "test");
        plan.convert(walk("remark", "2"), "test");
        plan.convert(walk("note", "never"), "test");

        // When
        TypedConversion built = plan.build();

        // Then
        Struct out = (Struct) built.conversion().convert(row);
        assertThat(out.schema().fields()).extracting("name").containsExactly("remark", "price");
        assertThat(out.get("remark")).isEqualTo("n12");
        assertThat(plan.converted()).as("a drop, a rename, two conversions").isEqualTo(4);
        assertThat(plan.has("note")).isFalse();
    }

    @Test
    void shouldLeaveNullAsNull() {
        // Given
        plan.convert(walk("note", "!"), "test");

        // When
        Object out = plan.build().conversion().convert(row.put("note", null));

        // Then
        assertThat(((Struct) out).get("note")).isNull();
    }

    private static PathWalk walk(String path, String suffix) {
        return new PathWalk(FieldPath.parse(path), new AppendStep(suffix), MissingField.IGNORE);
    }

    /** A schema that says which name it was asked for. */
    private static final class SchemaNamed extends org.apache.kafka.connect.data.ConnectSchema {
        SchemaNamed(String name) {
            super(Type.STRING, true, null, name, null, null);
        }
    }
}
