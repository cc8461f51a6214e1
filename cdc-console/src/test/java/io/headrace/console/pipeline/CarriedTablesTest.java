package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CarriedTablesTest {

    private static final List<String> TABLES =
            List.of("shop.customers", "shop.orders", "shop.order.lines", "shop.audit", "crm.people");

    private final TreeMap<String, JsonNode> configs = new TreeMap<>();

    @Test
    void shouldFindWhatASourceCapturesAndASinkIndexes() {
        // Given
        configs.put("source", source().put("table.include.list", "shop\\..*"));
        configs.put("sink", sink().put("topics", "p.shop.orders,p.shop.order.lines"));
        configs.put("other", sink().put("topics", "p.shop.orders").put("index", "second"));

        // When
        CarriedTables carried = carried();

        // Then
        assertThat(carried.indexed().keySet()).containsExactly("shop.order.lines", "shop.orders");
        assertThat(carried.indexed().get("shop.orders"))
                .extracting(Route::index)
                .containsExactly("second", "p.shop.orders");
        assertThat(carried.notIndexed()).containsExactly("shop.audit", "shop.customers");
        assertThat(carried.notFollowed()).isEmpty();
    }

    @Test
    void shouldTellOfATableWhoseWayItCannotFollow() {
        configs.put("source", source());
        configs.put(
                "sink",
                sink().put("topics.regex", "p\\.shop\\..*")
                        .put("transforms", "r")
                        .put("transforms.r.type", "io.debezium.transforms.outbox.EventRouter"));

        assertThat(carried().notFollowed()).containsKeys("shop.orders").doesNotContainKey("crm.people");
    }

    @Test
    void shouldKeepWhatThePatternsSelect() {
        configs.put("source", source());
        configs.put("sink", sink().put("topics.regex", "p\\..*"));

        assertThat(carried("shop.order*", "crm.people").indexed().keySet())
                .containsExactly("crm.people", "shop.order.lines", "shop.orders");
    }

    @Test
    void shouldNameTheNearestWhereAPatternSelectsNone() {
        configs.put("source", source().put("table.include.list", "shop.orders"));
        configs.put("sink", sink().put("topics.regex", "p\\..*"));

        assertThatThrownBy(() -> carried("shop.oders"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("shop.oders")
                .hasMessageContaining("shop.orders")
                .hasMessageContaining("./cdc add shop.oders");
        assertThatThrownBy(() -> carried("orders")).hasMessageContaining("database.table");
    }

    @Test
    void shouldReadNamesOutOfTheListWithoutMysql() {
        configs.put("source", source().put("table.include.list", "shop\\.orders,shop\\.a\\$b, shop.x\\,y"));

        assertThat(CapturedTable.named(connectors())).containsExactly("shop.orders", "shop.a$b", "shop.x,y");
    }

    private CarriedTables carried(String... patterns) {
        return CarriedTables.of(connectors(), TABLES, List.of(patterns));
    }

    private Connectors connectors() {
        return new Connectors("http://worker", configs);
    }

    private static ObjectNode source() {
        return Rest.JSON
                .createObjectNode()
                .put("connector.class", "io.debezium.connector.mysql.MySqlConnector")
                .put("topic.prefix", "p");
    }

    private static ObjectNode sink() {
        return Rest.JSON.createObjectNode().put("connector.class", "io.headrace.search.SearchSinkConnector");
    }
}
