package io.headrace.console.reindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.ReindexState;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReindexTablesTest {

    @Test
    void shouldTakeTheOnlyTableThatIsIndexed() {
        assertThat(ReindexTables.toStart(carried("shop.orders"), List.of())).containsExactly("shop.orders");
    }

    @Test
    void shouldAskWhichWhenSeveralAreIndexed() {
        assertThatThrownBy(() -> ReindexTables.toStart(carried("shop.orders", "shop.lines"), List.of()))
                .isInstanceOf(Problem.class)
                .hasMessage("reindex fills the index of the table that --table names; indexed are shop.lines,"
                        + " shop.orders.");
        assertThat(ReindexTables.toStart(carried("shop.orders", "shop.lines"), List.of("shop.*")))
                .containsExactly("shop.lines", "shop.orders");
    }

    @Test
    void shouldSayThatNothingIsIndexed() {
        assertThatThrownBy(() -> ReindexTables.toStart(carried(), List.of("shop.a*")))
                .hasMessageStartingWith("No sink indexes a captured table called shop.a*");
    }

    @Test
    void shouldFindWhatIsUnderWay() {
        List<ReindexState> all = List.of(state("crm.people"), state("shop.orders"));

        assertThat(ReindexTables.underWay(all, List.of(), "http://s")).containsExactly("crm.people", "shop.orders");
        assertThat(ReindexTables.underWay(all, List.of("shop.*"), "http://s")).containsExactly("shop.orders");
        assertThatThrownBy(() -> ReindexTables.underWay(all, List.of("hr.*"), "http://s"))
                .hasMessageStartingWith("No reindex of hr.* is in progress at http://s.");
    }

    @Test
    void shouldNotChooseBetweenSeveralThatAreUnderWay() {
        assertThatThrownBy(() -> ReindexTables.chosen(List.of("crm.people", "shop.orders"), List.of()))
                .hasMessage("Several reindexes are in progress, of crm.people, shop.orders: choose with --table.");
        assertThat(ReindexTables.chosen(List.of("shop.orders"), List.of())).containsExactly("shop.orders");
    }

    private static CarriedTables carried(String... tables) {
        CarriedTables carried = new CarriedTables(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
        for (String table : tables) {
            carried.indexed()
                    .put(table, List.of(new Route(table, "source", "p", "p." + table, "sink", "group", table)));
        }
        return carried;
    }

    private static ReindexState state(String table) {
        return new ReindexState(
                "id",
                table,
                "alias",
                "old",
                "new",
                "sink",
                "clone",
                ReindexState.Fill.TOPIC,
                Map.of(),
                Map.of(),
                ReindexState.Going.FORWARD);
    }
}
