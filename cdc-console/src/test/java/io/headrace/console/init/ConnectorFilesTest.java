package io.headrace.console.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.ShippedConfigs;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.server.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConnectorFilesTest {

    private static final ShippedConfigs SHIPPED = new ShippedConfigs(Path.of("../connect-configs"));

    private final TableFacts orders = Facts.table(
            "shop.orders", Facts.column("id", "int"), Facts.text("email", "varchar(99)", "utf8mb4_0900_ai_ci", 99));
    private final TableFacts odd = Facts.table(
            "My-Shop.or$der.lines",
            List.of(new TableFacts.Index("u", true, false, List.of("a", "b"))),
            Facts.column("a", "int"),
            Facts.column("b", "int"));

    @Test
    void shouldNameTablesSoThatTheyAloneAreCaptured() {
        // When
        JsonNode config = source(List.of()).path("config");
        TableFilter filter = TableFilter.of(config);
        // Then
        assertThat(filter.takes("shop.orders")).isTrue();
        assertThat(filter.takes("My-Shop.or$der.lines")).isTrue();
        assertThat(filter.takes("My-Shop.or$derxlines")).isFalse();
        assertThat(filter.takes("shop.orders2")).isFalse();
        assertThat(config.path("message.key.columns").asText()).isEqualTo("My-Shop\\.or\\$der\\.lines:a,b");
    }

    @Test
    void shouldNameKeyColumnsThatNoListHasRoomFor() {
        // Given
        List<String> names = List.of("a,b", "c:d", "e;f", "g.h", "p$", "two words", "größe");
        TableFacts table = Facts.table(
                "shop.a;b:c",
                List.of(new TableFacts.Index("u", true, false, names)),
                names.stream().map(name -> Facts.column(name, "int")).toArray(ColumnFacts[]::new));

        // When
        String keys = SourceFile.of(
                        SHIPPED.source(),
                        "p",
                        AliasNames.of("p", List.of(table)),
                        ColumnUse.of(List.of(table), List.of()))
                .path("config")
                .path("message.key.columns")
                .asText();

        // Then: as Debezium reads it
        String[] entry = keys.split(":");
        assertThat(keys.split(";")).hasSize(1);
        assertThat(entry).hasSize(2);
        assertThat(entry[1].split(",")).hasSameSizeAs(names);
        for (int i = 0; i < names.size(); i++) {
            assertThat(table.id() + "." + names.get(i)).matches(entry[0] + "." + entry[1].split(",")[i]);
        }
    }

    @Test
    void shouldShareNothingWithTheDemo() {
        assertThat(source(List.of()).toString())
                .doesNotContain("dbserver1")
                .doesNotContain("inventory")
                .doesNotContain("184054");
        JsonNode sink = SinkFile.of(SHIPPED.sink(), "p", tables(), new FieldNames(new TreeMap<>()));
        assertThat(sink.toString()).doesNotContain("dbserver1").doesNotContain("elasticsearch-sink");
        assertThat(sink.path("config").path("topic.to.index").asText())
                .isEqualTo("p.My-Shop.or_der.lines:my-shop-or$der.lines,p.shop.orders:shop-orders");
    }

    @Test
    void shouldMakeTokensOnlyWhereTheyAreWanted() {
        // When
        JsonNode clear = source(List.of()).path("config");
        JsonNode tokens = source(List.of("email")).path("config");
        // Then
        assertThat(clear.path("transforms.fields.steps").asText()).isEqualTo("types,json");
        assertThat(clear.has("transforms.fields.tokens.key")).isFalse();
        assertThat(tokens.path("transforms.fields.tokens.fields").asText()).isEqualTo("email");
        assertThat(tokens.path("transforms.fields.tokens.required.columns").asText())
                .isEqualTo("shop.orders:email");
    }

    @Test
    void shouldRefuseTablesThatShareATopic() {
        List<TableFacts> tables = List.of(
                Facts.table("shop.да", Facts.column("id", "int")), Facts.table("shop.не", Facts.column("id", "int")));
        assertThatThrownBy(() -> AliasNames.of("p", tables))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("shop.да and shop.не would share the topic p.shop.__");
    }

    private JsonNode source(List<String> tokens) {
        return SourceFile.of(SHIPPED.source(), "p", tables(), ColumnUse.of(List.of(orders, odd), tokens));
    }

    private List<PipelineTable> tables() {
        return AliasNames.of("p", List.of(orders, odd));
    }
}
