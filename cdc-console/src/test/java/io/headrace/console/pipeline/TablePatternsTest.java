package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.server.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablePatternsTest {

    private static final List<String> ALL =
            List.of("shop.orders", "shop.order.lines", "shop.tmp_1", "crm.people", "shop2.x");

    @Test
    void shouldSelectByPatternsAndLeaveOut() {
        assertThat(patterns("shop.*").among(ALL)).containsExactly("shop.order.lines", "shop.orders", "shop.tmp_1");
        assertThat(new TablePatterns(List.of("*.*"), List.of("shop.tmp_*", "crm.*")).among(ALL))
                .containsExactly("shop.order.lines", "shop.orders", "shop2.x");
        assertThat(patterns("shop?.x").among(ALL)).containsExactly("shop2.x");
    }

    @Test
    void shouldNameTheNearestTable() {
        assertThatThrownBy(() -> patterns("shop.oders").among(ALL))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Did you mean shop.orders?")
                .hasMessageContaining("GRANT SELECT ON `shop`.* TO");
        assertThatThrownBy(() -> patterns("Odd-Shop_?.*").among(ALL))
                .hasMessageContaining("GRANT SELECT ON `Odd-Shop\\__`.* TO");
    }

    @Test
    void shouldRefuseWhatIsNoTable() {
        assertThatThrownBy(() -> patterns("orders"))
                .hasMessageContaining("named as database.table")
                .hasMessageContaining("orders");
        assertThatThrownBy(() -> new TablePatterns(List.of("crm.*"), List.of("crm.p*")).among(ALL))
                .hasMessageContaining("--exclude leaves none");
    }

    private static TablePatterns patterns(String pattern) {
        return new TablePatterns(List.of(pattern), List.of());
    }
}
