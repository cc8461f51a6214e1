package io.headrace.listener.service.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.listener.Envelopes;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.reaction.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FilteredReactionTest {
    private final List<RowChange> let = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Envelopes envelopes = Envelopes.create();

    @Test
    void shouldTellOnceThatAFilterNamesAColumnThatDoesNotExist() throws Exception {
        // Given
        Reaction reaction = filtered(new Filter(Set.of(), Set.of(), Map.of("state", new Condition.In(Set.of("PAID")))));

        // When
        reaction.react(decode(envelopes.created(Envelopes.order(1, "PAID"))));
        reaction.react(decode(envelopes.created(Envelopes.order(2, "PAID"))));

        // Then
        assertThat(let).isEmpty();
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("The filter of rule names the column state, which inventory.orders does not have, so it"
                        + " never matches; there are id, order_number, customer_id, status")
                .doesNotContain("PAID");
    }

    @Test
    void shouldLetThroughWhatAllPartsMean() throws Exception {
        // Given
        Reaction reaction =
                filtered(new Filter(Set.of(), Set.of("status"), Map.of("status", new Condition.In(Set.of("PAID")))));

        // When
        reaction.react(decode(envelopes.updated(Envelopes.order(1, "NEW"), Envelopes.order(1, "PAID"))));
        reaction.react(decode(envelopes.updated(Envelopes.order(2, "NEW"), Envelopes.order(2, "SHIPPED"))));

        // Then
        assertThat(let).hasSize(1);
        assertThat(told).isEmpty();
    }

    private Reaction filtered(Filter filter) {
        return FilteredReaction.wrap(
                "rule",
                filter,
                change -> {
                    let.add(change);
                    return CompletableFuture.completedFuture(List.of());
                },
                told::add);
    }

    private static RowChange decode(byte[] event) {
        return new JsonChangeDecoder()
                .decode(new ConsumerRecord<>("t", 0, 0, Envelopes.key(1), event))
                .orElseThrow();
    }
}
