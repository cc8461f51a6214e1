package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExtraPassTest {

    private final TableAndIndex orders = new TableAndIndex();
    private final DriftCollector drift = new DriftCollector(orders.confirmation(), line -> {});

    @Test
    void shouldFindADocumentWithoutRow() throws Exception {
        // Given
        orders.row(1, "1.00");
        orders.document(1, "1.00");
        orders.document(2, "2.00");

        // When
        long looked = pass(orders::existing).run(10);

        // Then
        assertThat(looked).isEqualTo(2);
        assertThat(drift.drift().extra()).containsExactly("2");
        assertThat(drift.drift().rechecked()).isEqualTo(1);
    }

    @Test
    void shouldLookAtNoMoreDocumentsThanTheSampleHas() throws Exception {
        // Given
        orders.document(1, "1.00");
        orders.document(2, "1.00");
        orders.document(3, "1.00");

        // When
        long looked = pass(orders::existing).run(2);

        // Then
        assertThat(looked).isEqualTo(2);
        assertThat(drift.drift().extra()).containsExactly("1", "2");
    }

    @Test
    void shouldLeaveAHashAndADocumentOfAnotherTableAlone() throws Exception {
        // Given
        orders.foreign("sha256-" + "0a".repeat(32));
        orders.foreign("customers-1");

        // When
        long looked = pass(orders::existing).run(10);

        // Then
        assertThat(looked).isEqualTo(2);
        assertThat(drift.drift().rechecked()).isZero();
    }

    @Test
    void shouldBelieveTheSecondLookRatherThanTheFirst() throws Exception {
        // Given
        orders.row(1, "1.00");
        orders.document(1, "1.00");

        // When
        pass(beforeTheRow -> Set.of()).run(10);

        // Then
        assertThat(drift.drift().extra()).isEmpty();
        assertThat(drift.drift().matched()).isEqualTo(1);
    }

    @Test
    void shouldEndAsTheTableDoes() {
        // Given
        orders.document(1, "1.00");
        ExtraPass.Table lost = ids -> {
            throw new SQLException("connection lost");
        };

        // Then
        assertThatThrownBy(() -> pass(lost).run(10))
                .isInstanceOf(SQLException.class)
                .hasMessage("connection lost");
    }

    private ExtraPass pass(ExtraPass.Table table) {
        return new ExtraPass(table, orders, id -> !id.startsWith("customers"), drift);
    }
}
