package io.headrace.console.reindex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.pipeline.ReindexState;
import io.headrace.console.server.Rest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkPinTest {

    private final ObjectNode sink = Rest.JSON
            .createObjectNode()
            .put("topic.to.index", "p.shop.lines:lines,p.shop.orders:orders")
            .put("resource.type", "alias");

    @Test
    void shouldGiveASinkItsSettingsBack() {
        SinkPin pin = new SinkPin(state("orders", SinkPin.before(sink, List.of())), "p.shop.orders", List.of());

        ObjectNode pinned = pin.putInto(sink);

        assertThat(pinned.path("topic.to.index").asText()).isEqualTo("p.shop.lines:lines,p.shop.orders:orders-v1");
        assertThat(pinned.path("resource.type").asText()).isEqualTo("auto");
        assertThat(pin.isIn(pinned)).isTrue();
        assertThat(pin.takeOutOf(pinned)).isEqualTo(sink);
    }

    @Test
    void shouldRemoveSettingsThatASinkDidNotHave() {
        // Given
        ObjectNode plain = Rest.JSON.createObjectNode().put("topics", "orders");
        SinkPin pin = new SinkPin(state("orders", SinkPin.before(plain, List.of())), "orders", List.of());

        // When
        ObjectNode back = pin.takeOutOf(pin.putInto(plain));

        // Then
        assertThat(back).isEqualTo(plain);
    }

    @Test
    void shouldKeepThePinOfAnotherTableWhicheverGoesFirst() {
        // Given
        ReindexState orders = state("orders", SinkPin.before(sink, List.of()));
        SinkPin first = new SinkPin(orders, "p.shop.orders", List.of());
        ObjectNode one = first.putInto(sink);
        ReindexState lines = state("lines", SinkPin.before(one, List.of(orders)));
        SinkPin second = new SinkPin(lines, "p.shop.lines", List.of(orders));
        ObjectNode both = second.putInto(one);

        // When
        ObjectNode withoutFirst = new SinkPin(orders, "p.shop.orders", List.of(lines)).takeOutOf(both);
        ObjectNode withoutSecond = second.takeOutOf(both);

        // Then
        assertThat(second.isIn(withoutFirst)).isTrue();
        assertThat(withoutFirst.path("resource.type").asText()).isEqualTo("auto");
        assertThat(new SinkPin(lines, "p.shop.lines", List.of()).takeOutOf(withoutFirst))
                .isEqualTo(sink);
        assertThat(first.isIn(withoutSecond)).isTrue();
        assertThat(first.takeOutOf(withoutSecond)).isEqualTo(sink);
    }

    private static ReindexState state(String alias, Map<String, String> pinned) {
        return new ReindexState(
                "id",
                "shop." + alias,
                alias,
                alias + "-v1",
                alias + "-v2",
                "sink",
                "sink-" + alias + "-v2",
                ReindexState.Fill.TOPIC,
                Map.of(),
                pinned,
                ReindexState.Going.FORWARD);
    }
}
