package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.reaction.Reaction;
import io.headrace.listener.testing.EventBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TableReactionsTest {
    @Test
    void shouldTellTwoTablesInOneTopicApart() throws Exception {
        // Given
        List<String> reacted = new ArrayList<>();
        Reaction reaction = new TableReactions(
                Map.of("lab.sales data", change -> {
                    reacted.add(change.table());
                    return CompletableFuture.completedFuture(List.of());
                }),
                table -> {});

        // When
        for (String table : List.of("lab.sales data", "lab.sales_data", "lab.sales-data")) {
            EventBuilder events = EventBuilder.of(table, Instant::now);
            reaction.react(new JsonChangeDecoder()
                    .decode(new ConsumerRecord<>(
                            "lab1.lab.sales_data", 0, 0, Envelopes.key(1), events.created(Envelopes.order(1, "NEW"))))
                    .orElseThrow());
        }

        // Then
        assertThat(reacted).containsExactly("lab.sales data");
    }

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
                        "Changes of inventory.orders arrive in the topic all and are skipped, because no reaction is"
                                + " configured for that table (tables whose names differ only in characters that a topic name"
                                + " can't contain share a topic); there are reactions for inventory.items");
    }
}
