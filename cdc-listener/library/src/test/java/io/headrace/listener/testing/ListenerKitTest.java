package io.headrace.listener.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.listener.TableHandlers;
import io.headrace.listener.change.Operation;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.deadletter.DeadLetters;
import io.headrace.listener.reaction.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListenerKitTest {
    record Order(long id, String status) {}

    private final List<String> seen = new ArrayList<>();

    @Test
    void shouldDeliverEachKindOfChange() {
        // Given
        ListenerKit kit = kit(orders -> orders.onCreate((order, change) -> seen.add("create " + order))
                .onUpdate((before, after, change) -> seen.add("update " + before + after + change.changed()))
                .onDelete((order, change) -> seen.add("delete " + order))
                .onSnapshot((order, change) -> seen.add("snapshot " + order))
                .onKeyChange(change -> seen.add("key " + change.oldKey() + change.newKey()))
                .onTruncate(change -> seen.add("truncate")));

        // When
        kit.snapshot(new Order(1, "OLD"));
        kit.create(new Order(2, "NEW"));
        kit.update(new Order(2, "NEW"), Map.of("id", 2, "status", "PAID"));
        kit.changeKey(new Order(2, "PAID"), new Order(3, "PAID"));
        kit.delete(new Order(3, "PAID"));
        kit.truncate();

        // Then
        assertThat(seen)
                .containsExactly(
                        "snapshot Order[id=1, status=OLD]",
                        "create Order[id=2, status=NEW]",
                        "update Order[id=2, status=NEW]Order[id=2, status=PAID][status]",
                        "key {\"id\":2}{\"id\":3}",
                        "delete Order[id=3, status=PAID]",
                        "truncate");
    }

    @Test
    void shouldTryAgainWithoutTakingTime() {
        // Given
        List<Integer> tries = new ArrayList<>();
        ListenerKit kit = kit(orders -> orders.onCreate((order, change) -> {
            tries.add(1);
            if (tries.size() < 4) {
                throw new IOException("away");
            }
        }));

        // When
        kit.create(new Order(1, "NEW"));

        // Then
        assertThat(tries).hasSize(4);
        assertThat(kit.retries()).isEqualTo(3);
        assertThat(kit.deadLetters()).isEmpty();
    }

    @Test
    void shouldPutWhatNeverWorksIntoTheDeadLetters() {
        // Given
        ListenerKit kit = kit(orders -> orders.onCreate((order, change) -> {
            throw new IOException("away");
        }));

        // When
        kit.create(new Order(1, "NEW"));
        kit.raw(new byte[] {1}, new byte[] {2});

        // Then
        assertThat(kit.deadLetters()).hasSize(2);
        assertThat(header(kit.deadLetters().get(0), DeadLetters.ATTEMPTS)).isEqualTo("8");
        assertThat(kit.deadLetters().get(1).value()).containsExactly(2);
    }

    @Test
    void shouldNotLetAMessageThatIsTooLargeHoldUpTheOthers() {
        // Given
        ListenerKit kit = kit(orders -> orders.publish(change -> List.of(Message.of(
                "events", null, new byte[change.origin().key().get("id").asInt()]))));

        // When
        kit.create(new Order(2_000_000, "NEW"));
        kit.create(new Order(1, "NEW"));

        // Then
        assertThat(kit.published()).hasSize(1);
        assertThat(kit.deadLetters()).hasSize(1);
        assertThat(header(kit.deadLetters().get(0), DeadLetters.MESSAGE))
                .startsWith("a message of 2000128 bytes is larger than the 1000000 that may be published");
    }

    @Test
    void shouldBringWhatWasNotCommittedAgainAfterACrash() {
        // Given
        ListenerKit kit = kit(orders -> orders.onCreate((order, change) -> seen.add(change.idempotencyKey()))
                .publish(change -> List.of(Message.of("events", null, null))));
        kit.create(new Order(1, "NEW"));
        kit.commit();
        kit.create(new Order(2, "NEW"));

        // When
        kit.crash();

        // Then
        assertThat(seen).hasSize(3);
        assertThat(seen.get(2)).as("the same key for the same change").isEqualTo(seen.get(1));
        assertThat(kit.published()).as("published exactly once").hasSize(2);
    }

    @Test
    void shouldNotBringAnythingAgainAfterARebalanceOrWhenTheSourceRepeatsItself() {
        // Given
        ListenerKit kit = kit(orders -> orders.onCreate((order, change) -> seen.add(change.idempotencyKey())));
        kit.create(new Order(1, "NEW"));

        // When
        kit.rebalance();
        kit.repeat();

        // Then
        assertThat(seen).hasSize(1);
    }

    @Test
    void shouldWaitForAnAsynchronousReaction() {
        // Given
        ListenerKit kit = ListenerKit.of(
                "inventory.orders",
                JsonNode.class,
                orders -> orders.onCreateAsync(
                        (order, change) -> CompletableFuture.runAsync(() -> seen.add(described(change)))));

        // When
        kit.create(Map.of("id", 1));

        // Then
        assertThat(seen).containsExactly(Operation.CREATE + " inventory.orders");
    }

    private static String described(RowChange change) {
        return change.operation() + " " + change.table();
    }

    private static ListenerKit kit(Consumer<TableHandlers<Order>> handlers) {
        return ListenerKit.of("inventory.orders", Order.class, handlers);
    }

    private static String header(Message message, String name) {
        return new String(message.headers().get(name), StandardCharsets.UTF_8);
    }
}
