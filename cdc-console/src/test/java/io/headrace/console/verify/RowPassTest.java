package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.server.Problem;
import io.headrace.console.server.StepProgress;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowPassTest {

    private final TableAndIndex orders = new TableAndIndex();
    private final DriftCollector drift = new DriftCollector(orders.confirmation(), line -> {});

    @Test
    void shouldFindAMissingDocumentAndAStaleOneInEveryBatch() throws Exception {
        // Given
        int rows = 2 * RowPass.BATCH + 10;
        for (int id = 1; id <= rows; id++) {
            orders.row(id, "1.00");
            if (id % RowPass.BATCH != 7) {
                orders.document(id, id % RowPass.BATCH == 8 ? "9.99" : "1.00");
            }
        }

        // When
        long read = pass(orders, orders::documents).run(0);

        // Then
        assertThat(read).isEqualTo(rows);
        assertThat(drift.drift().missing())
                .containsExactlyInAnyOrder(
                        "7", Integer.toString(RowPass.BATCH + 7), Integer.toString(2 * RowPass.BATCH + 7));
        assertThat(drift.drift().stale())
                .extracting(Verdict.Stale::id)
                .containsExactlyInAnyOrder(
                        "8", Integer.toString(RowPass.BATCH + 8), Integer.toString(2 * RowPass.BATCH + 8));
        assertThat(drift.drift().matched()).isEqualTo(rows - 6);
    }

    @Test
    void shouldReadOnAfterAFullLastBatch() throws Exception {
        // Given
        rowsWithDocuments(RowPass.BATCH);

        // When
        long read = pass(orders, orders::documents).run(0);

        // Then
        assertThat(read).isEqualTo(RowPass.BATCH);
        assertThat(drift.drift().matched()).isEqualTo(RowPass.BATCH);
        assertThat(drift.drift().rechecked()).isZero();
    }

    @Test
    void shouldCompareEachRowOfASampleAndNoOther() throws Exception {
        // Given
        int sample = 2 * RowPass.BATCH + 1;
        orders.row(0, "1.00");
        rowsWithDocuments(sample);
        orders.document(1, "9.99");
        orders.document(sample, "9.99");

        // When
        long read = pass(orders, orders::documents).run(sample);

        // Then
        assertThat(read).isEqualTo(sample);
        assertThat(drift.drift().missing()).as("of a row beside the sample").isEmpty();
        assertThat(drift.drift().stale())
                .extracting(Verdict.Stale::id)
                .containsExactlyInAnyOrder("1", Integer.toString(sample));
    }

    @Test
    void shouldHoldOnlyAFewBatchesHoweverSlowTheIndexIs() throws Exception {
        // Given
        rowsWithDocuments(10 * RowPass.BATCH);
        AtomicInteger read = new AtomicInteger();
        AtomicInteger readBeforeAnAnswer = new AtomicInteger();
        Thread reading = Thread.currentThread();
        DriftConfirmation.Documents slow = ids -> {
            awaitWaiting(reading);
            readBeforeAnAnswer.compareAndSet(0, read.get());
            return orders.documents(ids);
        };

        // When
        pass(counted(read), slow).run(0);

        // Then
        assertThat(readBeforeAnAnswer)
                .as("batches read when the first answer came")
                .hasValueLessThanOrEqualTo(RowPass.AHEAD + 1);
        assertThat(drift.drift().matched()).isEqualTo(10 * RowPass.BATCH);
    }

    @Test
    void shouldEndAsTheTableOrTheIndexDoes() {
        // Given
        orders.row(1, "1.00");
        RowPass.Table lost = new RowPass.Table() {
            @Override
            public List<TableReader.Row> next(@Nullable List<String> after, int limit) throws SQLException {
                throw new SQLException("connection lost");
            }

            @Override
            public List<TableReader.Row> sample(long rows) throws SQLException {
                throw new SQLException("connection lost");
            }
        };

        // Then
        assertThatThrownBy(() -> pass(lost, orders::documents).run(0))
                .isInstanceOf(SQLException.class)
                .hasMessage("connection lost");
        assertThatThrownBy(() -> pass(orders, ids -> {
                            throw new Problem(Problem.Kind.UNREACHABLE, "away");
                        })
                        .run(0))
                .isInstanceOf(Problem.class)
                .hasMessage("away");
    }

    private void rowsWithDocuments(int rows) {
        for (int id = 1; id <= rows; id++) {
            orders.row(id, "1.00");
            orders.document(id, "1.00");
        }
    }

    /** Until the thread can do no more before it has an answer. */
    private static void awaitWaiting(Thread reading) {
        while (reading.getState() != Thread.State.WAITING
                && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private RowPass.Table counted(AtomicInteger read) {
        return new RowPass.Table() {
            @Override
            public List<TableReader.Row> next(@Nullable List<String> after, int limit) {
                read.incrementAndGet();
                return orders.next(after, limit);
            }

            @Override
            public List<TableReader.Row> sample(long rows) {
                return orders.sample(rows);
            }
        };
    }

    private RowPass pass(RowPass.Table table, DriftConfirmation.Documents documents) {
        return new RowPass(table, orders.differences, documents, drift, new StepProgress("compared", 1, line -> {}));
    }
}
