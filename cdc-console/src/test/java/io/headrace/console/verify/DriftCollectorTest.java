package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftCollectorTest {

    private final TableAndIndex orders = new TableAndIndex();
    private final List<String> progress = new ArrayList<>();
    private final DriftCollector drift = new DriftCollector(orders.confirmation(), progress::add);

    @Test
    void shouldSettleNothingUntilManySuspectsHaveCome() throws Exception {
        // Given
        rows(2_500);

        // When
        drift.suspect(ids(1, 1_999));
        int before = progress.size();
        drift.suspect(ids(2_000, 2_500));

        // Then
        assertThat(before).as("groups settled by 1,999 suspects").isZero();
        assertThat(progress).hasSize(1);
        assertThat(drift.drift().rechecked()).isEqualTo(2_500);
    }

    @Test
    void shouldSettleALongListInGroups() throws Exception {
        // Given
        rows(5_000);

        // When
        drift.suspect(ids(1, 5_000));
        drift.settle();

        // Then
        assertThat(progress).hasSize(3);
        assertThat(drift.drift().missing()).hasSize(5_000);
    }

    @Test
    void shouldListOnceWhatIsSuspectedTwice() throws Exception {
        // Given
        orders.row(1, "1.00");

        // When
        drift.suspect(List.of("1"));
        drift.settle();
        drift.suspect(List.of("1"));
        drift.settle();

        // Then
        assertThat(drift.drift().missing()).containsExactly("1");
        assertThat(drift.drift().rechecked()).isEqualTo(2);
    }

    @Test
    void shouldAddWhatWasRightAtFirstSightToWhatWasAtTheSecond() throws Exception {
        // Given
        orders.row(1, "1.00");
        orders.document(1, "1.00");

        // When
        drift.matched(10);
        drift.suspect(List.of("1"));
        drift.settle();

        // Then
        assertThat(drift.drift().matched()).isEqualTo(11);
    }

    @Test
    void shouldStopWhenMoreDiffersThanAnybodyReadsAndKeepWhatItHas() {
        // Given
        rows(DriftCollector.LISTED + 5_000);

        // Then
        assertThatThrownBy(() -> drift.suspect(ids(1, DriftCollector.LISTED + 5_000)))
                .isInstanceOf(DriftCollector.Enough.class)
                .hasMessageContaining(Integer.toString(DriftCollector.LISTED));
        assertThat(drift.drift().missing()).hasSize(DriftCollector.LISTED);
    }

    private void rows(int count) {
        IntStream.rangeClosed(1, count).forEach(id -> orders.row(id, "1.00"));
    }

    private static List<String> ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }
}
