package io.headrace.transforms.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.headrace.transforms.path.FieldLocation;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.MissingField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A path has to reach the same values in a row with a schema and in the same row without one. */
class PathWalkTest {

    private static final Schema ADDRESS = SchemaBuilder.struct()
            .optional()
            .field("city", Schema.OPTIONAL_STRING_SCHEMA)
            .field("zip", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.orders.Value")
            .field("email", Schema.OPTIONAL_STRING_SCHEMA)
            .field("address", ADDRESS)
            .field(
                    "tags",
                    SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA)
                            .optional()
                            .build())
            .field("items", SchemaBuilder.array(ADDRESS).optional().build())
            .field(
                    "labels",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                            .optional()
                            .build())
            .build();
    private static final FieldLocation LOCATION = new FieldLocation("Test", FieldLocation.NO_SCHEMA, "path");

    static Stream<Arguments> paths() {
        return Stream.of(
                arguments(
                        "email",
                        "{email=e!, address={city=c, zip=z}, tags=[a, null], items=[{city=i, zip=null}], labels={k=v}}"),
                arguments(
                        "address.city",
                        "{email=e, address={city=c!, zip=z}, tags=[a, null], items=[{city=i, zip=null}], labels={k=v}}"),
                arguments(
                        "address.*",
                        "{email=e, address={city=c!, zip=z!}, tags=[a, null], items=[{city=i, zip=null}], labels={k=v}}"),
                arguments(
                        "tags.*",
                        "{email=e, address={city=c, zip=z}, tags=[a!, null], items=[{city=i, zip=null}], labels={k=v}}"),
                arguments(
                        "items.*.city",
                        "{email=e, address={city=c, zip=z}, tags=[a, null], items=[{city=i!, zip=null}], labels={k=v}}"),
                arguments(
                        "items.*.*",
                        "{email=e, address={city=c, zip=z}, tags=[a, null], items=[{city=i!, zip=null}], labels={k=v}}"),
                arguments(
                        "labels.*",
                        "{email=e, address={city=c, zip=z}, tags=[a, null], items=[{city=i, zip=null}], labels={k=v!}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void shouldReachTheSameValuesWithAndWithoutASchema(String path, String rewritten) {
        // Given
        PathWalk walk = walk(path, MissingField.FAIL);
        RowPlanBuilder plan = new RowPlanBuilder(ROW);
        Map<String, Object> schemaless = schemalessRow();

        // When
        plan.convert(walk, "Test");
        Object converted = plan.build().conversion().convert(row());
        int found = walk.row(schemaless, LOCATION);

        // Then
        assertThat(plain(converted).toString()).isEqualTo(rewritten);
        assertThat(schemaless.toString()).isEqualTo(rewritten);
        assertThat(found).isEqualTo(1);
    }

    @Test
    void shouldNotChangeWhatItIsGiven() {
        // Given
        Map<String, Object> row = schemalessRow();
        Object address = row.get("address");
        Object items = row.get("items");

        // When
        walk("address.city", MissingField.FAIL).row(row, LOCATION);
        walk("items.*.city", MissingField.FAIL).row(row, LOCATION);

        // Then
        assertThat(address).isEqualTo(schemalessRow().get("address"));
        assertThat(items).isEqualTo(schemalessRow().get("items"));
        assertThat(row.get("items")).isNotSameAs(items);
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "address.street", "email.host", "tags.city"})
    void shouldFailOnAPathThatNamesNothingWhenAskedTo(String path) {
        // Given
        PathWalk failing = walk(path, MissingField.FAIL);

        // When, Then
        assertThatThrownBy(() -> new RowPlanBuilder(ROW).convert(failing, "Test"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Test, field '" + path + "' of shop.orders.Value: needed a field of that name");
        assertThatThrownBy(() -> failing.row(schemalessRow(), LOCATION)).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "address.street", "email.host", "tags.city"})
    void shouldLeaveTheRowAsItIsWhenAPathNamesNothing(String path) {
        // Given
        PathWalk ignoring = walk(path, MissingField.IGNORE);
        RowPlanBuilder plan = new RowPlanBuilder(ROW);
        Map<String, Object> row = schemalessRow();

        // When
        plan.convert(ignoring, "Test");
        ignoring.row(row, LOCATION);

        // Then
        assertThat(plan.build().changes(ROW)).isFalse();
        assertThat(row).isEqualTo(schemalessRow());
    }

    @Test
    void shouldNotTakeNullForMissing() {
        // Given
        Map<String, Object> row = schemalessRow();
        row.put("email", null);

        // When, Then
        assertThatCode(() -> walk("email", MissingField.FAIL).row(row, LOCATION))
                .doesNotThrowAnyException();
        assertThat(row).containsEntry("email", null);
    }

    @Test
    void shouldRefuseAStructInsideASchemalessRow() {
        // Given
        Map<String, Object> row = schemalessRow();
        row.put("address", new Struct(ADDRESS));

        // When, Then
        assertThatThrownBy(() -> walk("address.city", MissingField.IGNORE).row(row, LOCATION))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found a Struct inside a schemaless record");
    }

    private static PathWalk walk(String path, MissingField missing) {
        return new PathWalk(FieldPath.parse(path), new AppendStep("!"), missing);
    }

    private static Struct row() {
        return new Struct(ROW)
                .put("email", "e")
                .put("address", new Struct(ADDRESS).put("city", "c").put("zip", "z"))
                .put("tags", Arrays.asList("a", null))
                .put("items", List.of(new Struct(ADDRESS).put("city", "i")))
                .put("labels", Map.of("k", "v"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> schemalessRow() {
        return (Map<String, Object>) plain(row());
    }

    private static Object plain(Object value) {
        if (value instanceof Struct struct) {
            Map<String, Object> map = new LinkedHashMap<>();
            struct.schema().fields().forEach(field -> map.put(field.name(), plain(struct.get(field))));
            return map;
        }
        return value instanceof List<?> list
                ? list.stream().map(PathWalkTest::plain).toList()
                : value;
    }
}
