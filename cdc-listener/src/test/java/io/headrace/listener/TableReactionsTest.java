package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.listener.decode.JsonChangeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TableReactionsTest {
    @Test
    void shouldPassOverATableThatIsNotConfiguredAndSaySoOnce() throws Exception {
        // Given
        List<RowChange> reacted = new ArrayList<>();
        List<String> told = new ArrayList<>();
        Reaction reaction = new TableReactions(
                Map.of("inventory.items", change -> {
                    reacted.add(change);
                    return CompletableFuture.completedFuture(List.of());
                }),
                told::add);
        RowChange other = new JsonChangeDecoder()
                .decode(new ConsumerRecord<>(
                        "all", 0, 0, Envelopes.key(1), Envelopes.create().created(Envelopes.order(1, "NEW"))))
                .orElseThrow();

        // When
        reaction.react(other);
        reaction.react(other);

        // Then
        assertThat(reacted).isEmpty();
        assertThat(told)
                .containsExactly(
                        "Changes of inventory.orders come by the topic all and are passed over, because no reaction is"
                                + " configured for that table; there are reactions for inventory.items");
    }
}
