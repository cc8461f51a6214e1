package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.server.SearchRest;
import io.headrace.console.server.SequenceScan;
import io.headrace.console.server.StepProgress;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DocumentPassTest {

    private static final SequenceScan.Page END = new SequenceScan.Page(List.of(), true);

    private final TableAndIndex orders = new TableAndIndex();
    private final DriftCollector drift = new DriftCollector(orders.confirmation(), line -> {});
    private final Queue<SequenceScan.Page> pages = new ArrayDeque<>();

    @Test
    void shouldFindAStaleDocumentAndOneWithoutRow() throws Exception {
        // Given
        both(1, "1.00", "1.00");
        both(2, "2.00", "2.01");
        orders.document(3, "3.00");
        page(orders.made(1, "1.00"), orders.made(2, "2.01"));
        page(orders.made(3, "3.00"));

        // When
        long read = pass(document -> true).run();

        // Then
        assertThat(read).isEqualTo(3);
        assertThat(drift.drift().stale()).containsExactly(new Verdict.Stale("2", List.of("total")));
        assertThat(drift.drift().extra()).containsExactly("3");
        assertThat(drift.drift().matched()).isEqualTo(1);
    }

    @Test
    void shouldLeaveADocumentOfAnotherTableAlone() throws Exception {
        // Given
        orders.document(3, "3.00");
        page(orders.made(3, "3.00"));

        // When
        pass(document -> false).run();

        // Then
        assertThat(drift.drift().extra()).isEmpty();
        assertThat(drift.drift().rechecked()).isZero();
    }

    @Test
    void shouldCompareWhatWasWrittenMeanwhileAndCountItOnce() throws Exception {
        // Given
        both(1, "1.00", "1.01");
        page(orders.made(1, "1.00"));
        pages.add(new SequenceScan.Page(List.of(orders.made(1, "1.01")), true));

        // When
        long read = pass(document -> true).run();

        // Then
        assertThat(read).isEqualTo(1);
        assertThat(drift.drift().stale()).hasSize(1);
    }

    @Test
    void shouldCompareEveryPageWhenThereAreManyMoreThanAreHeldInMemory() throws Exception {
        // Given
        for (int id = 1; id <= 50; id++) {
            both(id, "1.00", id % 10 == 0 ? "9.99" : "1.00");
            page(orders.made(id, id % 10 == 0 ? "9.99" : "1.00"));
        }

        // When
        long read = pass(document -> true).run();

        // Then
        assertThat(read).isEqualTo(50);
        assertThat(drift.drift().stale()).extracting(Verdict.Stale::id).containsExactly("10", "20", "30", "40", "50");
    }

    @Test
    void shouldEndAsTheTableDoes() {
        // Given
        page(orders.made(1, "1.00"));
        DriftConfirmation.Rows lost = ids -> {
            throw new SQLException("connection lost");
        };

        // Then
        assertThatThrownBy(() -> pass(lost, document -> true).run())
                .isInstanceOf(SQLException.class)
                .hasMessage("connection lost");
    }

    private void both(int id, String row, String document) {
        orders.row(id, row);
        orders.document(id, document);
    }

    private void page(SearchRest.Document... documents) {
        pages.add(new SequenceScan.Page(List.of(documents), false));
    }

    private DocumentPass pass(Predicate<SearchRest.Document> isOurs) {
        return pass(orders::rows, isOurs);
    }

    private DocumentPass pass(DriftConfirmation.Rows rows, Predicate<SearchRest.Document> isOurs) {
        return new DocumentPass(
                rows,
                orders.differences,
                () -> pages.isEmpty() ? END : pages.remove(),
                drift,
                new StepProgress("compared", 1, line -> {}),
                isOurs);
    }
}
