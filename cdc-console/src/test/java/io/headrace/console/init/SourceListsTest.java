package io.headrace.console.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.pipeline.ShippedConfigs;
import io.headrace.console.server.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SourceListsTest {

    private static final ShippedConfigs SHIPPED = new ShippedConfigs(Path.of("../connect-configs"));

    private final TableFacts orders =
            Facts.table("shop.orders", Facts.column("id", "int"), Facts.column("paid", "tinyint(1)"));
    private final TableFacts lines = Facts.table("My-Shop.or$der,lines", Facts.column("id", "int"));
    private final TableFacts keyed = Facts.table(
            "shop.a.b",
            List.of(new TableFacts.Index("u", true, false, List.of("a", "b"))),
            Facts.column("a", "int"),
            Facts.column("b", "int"),
            Facts.column("done", "tinyint(1)"));

    @Test
    void shouldBecomeWhatInitWritesForAllTables() {
        // Given
        JsonNode before = generated(List.of(orders), List.of());
        // When
        JsonNode after = SourceLists.with(before, List.of(orders), named(lines, keyed));
        // Then
        assertThat(after).isEqualTo(generated(List.of(lines, keyed, orders), List.of()));
        assertThat(after.path("table.include.list").asText())
                .isEqualTo("My-Shop\\.or\\$der\\,lines,shop\\.a\\.b,shop\\.orders");
        assertThat(after.path("message.key.columns").asText()).isEqualTo("shop\\.a\\.b:a,b");
    }

    @Test
    void shouldChangeNothingForATableThatIsThere() {
        JsonNode before = generated(List.of(lines, keyed, orders), List.of());
        assertThat(SourceLists.with(before, List.of(lines, keyed, orders), named(lines, keyed, orders)))
                .isEqualTo(before);
    }

    @Test
    void shouldUndoWhatItDid() {
        // Given
        JsonNode before = generated(List.of(orders), List.of());
        JsonNode after = SourceLists.with(before, List.of(orders), named(lines, keyed));
        // When, Then
        assertThat(SourceLists.without(after, List.of(lines, keyed), List.of(orders)))
                .isEqualTo(before);
    }

    @Test
    void shouldKeepWhatAPersonWroteWhereItStands() {
        // Given
        ObjectNode source = generated(List.of(orders), List.of()).deepCopy();
        source.put("table.include.list", "shop\\.z.*,shop\\.orders");
        source.put("database.include.list", "(?i)shop|my-shop");
        // When
        JsonNode after = SourceLists.with(source, List.of(orders), named(lines));
        // Then
        assertThat(after.path("table.include.list").asText())
                .isEqualTo("shop\\.z.*,shop\\.orders,My-Shop\\.or\\$der\\,lines");
        assertThat(after.path("database.include.list").asText()).isEqualTo("(?i)shop|my-shop");
    }

    @Test
    void shouldTokeniseAColumnThatIsTokenisedElsewhere() {
        // Given
        TableFacts users = Facts.table("shop.users", mail());
        TableFacts staff = Facts.table("shop.staff", mail());
        JsonNode before = generated(List.of(users), List.of("mail"));
        // When
        JsonNode after = SourceLists.with(before, List.of(users), named(staff));
        // Then
        assertThat(after.path("transforms.fields.tokens.required.columns").asText())
                .isEqualTo("shop.staff:mail,shop.users:mail");
        assertThat(SourceLists.use(after).isToken(mail())).isTrue();
        assertThat(SourceLists.without(after, List.of(staff), List.of(users))).isEqualTo(before);
    }

    @Test
    void shouldReadColumnsByTheirNamesWhereSomeAreInvisible() {
        // Given
        ColumnFacts hidden = new ColumnFacts("h", "int", "int", null, 0, 0, 0, 0, true, true, "", null);
        TableFacts table = Facts.table("shop.hidden", Facts.column("id", "int"), hidden);
        // When
        JsonNode after = SourceLists.with(generated(List.of(orders), List.of()), List.of(orders), named(table));
        // Then
        assertThat(after.path("column.exclude.list").asText()).isEqualTo("none\\.of\\.them");
    }

    @Test
    void shouldRefuseAColumnThatMeansSomethingElse() {
        TableFacts other = Facts.table("shop.other", Facts.column("paid", "int"));
        assertThatThrownBy(() -> SourceLists.with(generated(List.of(orders), List.of()), List.of(orders), named(other)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("shop.other.paid is int, and the source turns each column called paid into true");
    }

    @Test
    void shouldRefuseWhatAPatternTakesTogetherWithOthers() {
        ObjectNode source = generated(List.of(orders), List.of()).deepCopy();
        source.put("table.include.list", "shop\\..*");
        assertThatThrownBy(() -> SourceLists.without(source, List.of(keyed), List.of(orders)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("shop.a.b is captured by a pattern");
    }

    @Test
    void shouldRefuseWhatTheSourceExcludes() {
        ObjectNode source = generated(List.of(orders), List.of()).deepCopy();
        source.remove("table.include.list");
        source.put("table.exclude.list", "shop\\.a.*");
        assertThatThrownBy(() -> SourceLists.with(source, List.of(orders), named(keyed)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("leaves shop.a.b out");
    }

    @Test
    void shouldGiveTheSinkTopicIndexAndNames() {
        // Given
        TableFacts odd = Facts.table("shop.Z", Facts.column("_id", "int"));
        JsonNode before = sink(List.of(orders));
        // When
        JsonNode after = SinkLists.with(before, named(odd, lines), SinkLists.names(before, List.of(odd, lines)));
        // Then
        assertThat(after.path("topics").asText()).isEqualTo("p.My-Shop.or_der_lines,p.shop.Z,p.shop.orders");
        assertThat(after.path("topic.to.index").asText())
                .isEqualTo("p.My-Shop.or_der_lines:my-shop-or$der_lines,p.shop.Z:shop-z,p.shop.orders:shop-orders");
        assertThat(after.path("fields.rename").asText()).isEqualTo("_id:id_column");
        assertThat(SinkLists.with(after, named(odd, lines), SinkLists.names(after, List.of(odd, lines))))
                .isEqualTo(after);
        assertThat(SinkLists.without(after, List.of("p.shop.Z", "p.My-Shop.or_der_lines"))
                        .path("topic.to.index"))
                .isEqualTo(before.path("topic.to.index"));
    }

    private static ColumnFacts mail() {
        return Facts.text("mail", "varchar(99)", "utf8mb4_0900_ai_ci", 99);
    }

    private static List<PipelineTable> named(TableFacts... tables) {
        return AliasNames.of("p", List.of(tables));
    }

    private static JsonNode generated(List<TableFacts> tables, List<String> tokens) {
        return SourceFile.of(SHIPPED.source(), "p", AliasNames.of("p", tables), ColumnUse.of(tables, tokens))
                .path("config");
    }

    private static JsonNode sink(List<TableFacts> tables) {
        return SinkFile.of(SHIPPED.sink(), "p", AliasNames.of("p", tables), new FieldNames(new TreeMap<>()))
                .path("config");
    }
}
