package io.headrace.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import io.headrace.listener.reaction.ReactionFailure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TableHandlersTest {
    record Order(long id, String orderNumber, BigDecimal total, Instant createdAt) {}

    record Misfit(long id, LocalDate total) {}

    record Precise(BigInteger largest, BigDecimal exact, Object any, JsonNode tree) {}

    record Cut(long total) {}

    private final Envelopes envelopes = Envelopes.create();
    private final List<Object> seen = new ArrayList<>();

    @Test
    void shouldReadRowsIntoTheUsersRecord() throws Exception {
        // Given
        Reaction reaction = handlers(Order.class)
                .onCreate((order, change) -> seen.add(order))
                .reaction();

        // When
        react(reaction, envelopes.created(Envelopes.order(7, "NEW")));

        // Then
        assertThat(seen)
                .containsExactly(
                        new Order(7, "ON-7", new BigDecimal("1000.50"), Instant.parse("2026-11-20T08:15:30.123456Z")));
    }

    @Test
    void shouldKeepEveryDigitInTheUsersRecord() throws Exception {
        // Given
        Reaction reaction =
                handlers(Precise.class).onCreate((row, change) -> seen.add(row)).reaction();
        ObjectNode row = Envelopes.order(7, "NEW")
                .put("largest", new BigInteger("18446744073709551615"))
                .put("exact", new BigDecimal("1234567890123456789012345678.90"))
                .put("any", new BigDecimal("12345678901234567.10"))
                .put("tree", new BigDecimal("1.50"));

        // When
        react(reaction, envelopes.created(row));

        // Then
        assertThat(seen)
                .containsExactly(new Precise(
                        new BigInteger("18446744073709551615"),
                        new BigDecimal("1234567890123456789012345678.90"),
                        new BigDecimal("12345678901234567.10"),
                        DecimalNode.valueOf(new BigDecimal("1.50"))));
    }

    @Test
    void shouldRefuseANumberThatWouldBeCut() {
        // Given
        Reaction reaction =
                handlers(Cut.class).onCreate((row, change) -> seen.add(row)).reaction();

        // Then
        for (BigDecimal total : List.of(new BigDecimal("1.5"), new BigDecimal("18446744073709551615"))) {
            ObjectNode row = Envelopes.order(7, "NEW").put("total", total);
            assertThatThrownBy(() -> react(reaction, envelopes.created(row)))
                    .isInstanceOf(ReactionFailure.class)
                    .hasMessageContaining("does not fit the class " + Cut.class.getName() + ", field total");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void shouldGiveBothRowsOfAnUpdate() throws Exception {
        // Given
        Reaction reaction = handlers(JsonNode.class)
                .onUpdate((before, after, change) -> seen.add(
                        before.get("status").asText() + after.get("status").asText() + change.changed()))
                .reaction();

        // When
        react(reaction, envelopes.updated(Envelopes.order(7, "NEW"), Envelopes.order(7, "PAID")));

        // Then
        assertThat(seen).containsExactly("NEWPAID[status]");
    }

    @Test
    void shouldPassOverSnapshotsUnlessAskedFor() throws Exception {
        // Given
        Reaction silent = handlers(JsonNode.class)
                .onCreate((row, change) -> seen.add("create"))
                .publish(change -> List.of(Message.of("t", null, null)))
                .reaction();
        Reaction asked = handlers(JsonNode.class)
                .onSnapshot((row, change) -> seen.add("snapshot"))
                .reaction();
        byte[] snapshot = envelopes.snapshot(Envelopes.order(7, "NEW"));

        // When
        List<Message> published = react(silent, snapshot);
        react(asked, snapshot);

        // Then
        assertThat(published).isEmpty();
        assertThat(seen).containsExactly("snapshot");
    }

    @Test
    void shouldNameTheFieldThatDoesNotFitAndNotItsValue() {
        // Given
        Reaction reaction =
                handlers(Misfit.class).onCreate((row, change) -> seen.add(row)).reaction();

        // Then
        assertThatThrownBy(() -> react(reaction, envelopes.created(Envelopes.order(7, "NEW"))))
                .isInstanceOfSatisfying(
                        ReactionFailure.class,
                        failure -> assertThat(failure.failure()).isEqualTo(Failure.POISON))
                .hasMessage("a row of inventory.orders does not fit the class " + Misfit.class.getName()
                        + ", field total: the column cannot be read as java.time.LocalDate, a JSON number");
    }

    @Test
    void shouldRefuseTwoHandlersForOneOperation() {
        // Given
        TableHandlers<JsonNode> handlers = handlers(JsonNode.class).onDelete((row, change) -> {});

        // Then
        assertThatThrownBy(() -> handlers.onDelete((row, change) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is a handler for delete already");
    }

    private static <T> TableHandlers<T> handlers(Class<T> type) {
        return new TableHandlers<>(new RowMapping<>(type, RowMapping.DEFAULT));
    }

    private static List<Message> react(Reaction reaction, byte[] envelope) throws Exception {
        RowChange change = new JsonChangeDecoder()
                .decode(new ConsumerRecord<>("t", 0, 0, Envelopes.key(7), envelope))
                .orElseThrow();
        return reaction.react(change).toCompletableFuture().get();
    }
}
