package io.headrace.listener.internal.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.listener.Envelopes;
import io.headrace.listener.testing.ListenerKit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlatTopicsTest {
    private static final byte[] FLAT = "{\"id\":1,\"op\":\"d\",\"source\":\"app\",\"before\":\"x\",\"after\":null}"
            .getBytes(StandardCharsets.UTF_8);

    private final List<String> seen = new ArrayList<>();
    private final ListenerKit kit = ListenerKit.of(
            "inventory.orders",
            JsonNode.class,
            orders ->
                    orders.onCreate((row, change) -> seen.add("create")).onDelete((row, change) -> seen.add("delete")));

    @Test
    void shouldStopWithTheCureWhenATopicHoldsRowsWithoutEnvelopes() {
        // Given
        rows(FlatTopics.MOST);

        // Then
        assertThatThrownBy(() -> rows(1))
                .isInstanceOf(StoppedByReaction.class)
                .hasMessageContaining("the topic dbserver1.inventory.orders contains rows without their envelope")
                .hasMessageContaining("the value has the fields id, op, source, before, after")
                .hasMessageContaining("ExtractNewRecordState runs in the source connector, remove it");
        assertThat(kit.deadLetters()).hasSize(FlatTopics.MOST);
        assertThat(seen).isEmpty();
    }

    @Test
    void shouldMakeNoMoreLettersAfterARestart() {
        // Given
        rows(FlatTopics.MOST);
        kit.commit();
        kit.crash();

        // Then
        assertThatThrownBy(() -> rows(1)).isInstanceOf(StoppedByReaction.class);
        assertThat(kit.deadLetters()).hasSize(FlatTopics.MOST);
    }

    @Test
    void shouldTakeSingleRowsAmongEventsForDeadLetters() {
        // When
        for (int i = 0; i < 3 * FlatTopics.MOST; i++) {
            rows(1);
            kit.create(Map.of("id", i));
        }

        // Then
        assertThat(kit.deadLetters()).hasSize(3 * FlatTopics.MOST);
        assertThat(seen).hasSize(3 * FlatTopics.MOST);
    }

    @Test
    void shouldPassOverTheTombstonesThatJsonConverterWrites() {
        // When
        for (int i = 0; i < 150; i++) {
            kit.raw(Envelopes.key(i), "null".getBytes(StandardCharsets.UTF_8));
        }

        // Then
        assertThat(kit.deadLetters()).isEmpty();
        assertThat(seen).isEmpty();
    }

    private void rows(int count) {
        for (int i = 0; i < count; i++) {
            kit.raw(Envelopes.key(1), FLAT);
        }
    }
}
