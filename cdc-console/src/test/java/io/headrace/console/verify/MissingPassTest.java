package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.server.Problem;
import io.headrace.console.server.StepProgress;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingPassTest {

    private final TableAndIndex orders = new TableAndIndex();
    private final DriftCollector drift = new DriftCollector(orders.confirmation(), line -> {});

    @Test
    void shouldFindARowWithoutDocumentInEveryBatch() throws Exception {
        // Given
        int rows = 2 * MissingPass.BATCH + 10;
        for (int id = 1; id <= rows; id++) {
            orders.row(id, "1.00");
            if (id % MissingPass.BATCH != 7) {
                orders.document(id, "1.00");
            }
        }

        // When
        long read = pass(orders, orders).run();

        // Then
        assertThat(read).isEqualTo(rows);
        assertThat(drift.drift().missing())
                .containsExactly("7", Integer.toString(MissingPass.BATCH + 7), Integer.toString(rows - 3));
    }

    @Test
    void shouldReadOnAfterAFullLastBatch() throws Exception {
        // Given
        for (int id = 1; id <= MissingPass.BATCH; id++) {
            orders.row(id, "1.00");
            orders.document(id, "1.00");
        }

        // When
        long read = pass(orders, orders).run();

        // Then
        assertThat(read).isEqualTo(MissingPass.BATCH);
        assertThat(drift.drift().missing()).isEmpty();
    }

    @Test
    void shouldRefreshBeforeItCounts() throws Exception {
        // When
        pass(orders, orders).run();

        // Then
        assertThat(orders.refreshes()).isEqualTo(1);
    }

    @Test
    void shouldHaveAnIdWithTwoDocumentsSettledLikeAMissingOne() throws Exception {
        // Given
        orders.row(1, "1.00");
        orders.document(1, "1.00");
        orders.copy(1);

        // When
        pass(orders, orders).run();

        // Then
        assertThat(drift.drift().rechecked()).isEqualTo(1);
    }

    @Test
    void shouldEndAsTheTableOrTheIndexDoes() {
        // Given
        orders.row(1, "1.00");
        MissingPass.Keys lost = (after, limit) -> {
            throw new SQLException("connection lost");
        };
        MissingPass.Index away = new MissingPass.Index() {
            @Override
            public void refresh() {
                // there at first
            }

            @Override
            public List<String> notOnce(List<String> ids) {
                throw new Problem(Problem.Kind.UNREACHABLE, "away");
            }
        };

        // Then
        assertThatThrownBy(() -> pass(lost, orders).run())
                .isInstanceOf(SQLException.class)
                .hasMessage("connection lost");
        assertThatThrownBy(() -> pass(orders, away).run())
                .isInstanceOf(Problem.class)
                .hasMessage("away");
    }

    private MissingPass pass(MissingPass.Keys keys, MissingPass.Index index) {
        return new MissingPass(keys, index, drift, new StepProgress("looked up", 1, line -> {}));
    }
}
