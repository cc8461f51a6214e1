package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.server.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifyMetricsTest {

    private final VerifyMetrics metrics = new VerifyMetrics(
            List.of("shop.orders"), Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC));

    @Test
    void shouldSayNoMatchBeforeTheFirstRound() {
        assertThat(metrics.text())
                .contains("headrace_verify_match{table=\"shop.orders\"} 0.0\n")
                .doesNotContain("headrace_verify_drift");
    }

    @Test
    void shouldTellTheDriftOfTheLastRoundByKind() {
        metrics.verified(verdict(Verdict.Outcome.DRIFT, List.of("1", "2")), 1.25);

        assertThat(metrics.text())
                .contains("# TYPE headrace_verify_drift gauge\n")
                .contains("headrace_verify_drift{kind=\"missing\",table=\"shop.orders\"} 2.0\n")
                .contains("headrace_verify_drift{kind=\"extra\",table=\"shop.orders\"} 0.0\n")
                .contains("headrace_verify_seconds{table=\"shop.orders\"} 1.25\n")
                .contains("headrace_verify_end_timestamp_seconds{table=\"shop.orders\"} 1.7000000005E9\n")
                .contains("headrace_verify_match{table=\"shop.orders\"} 0.0\n");
    }

    @Test
    void shouldCountRoundsAndNotTakeAFailedOneForAMatch() {
        metrics.verified(verdict(Verdict.Outcome.MATCH, List.of()), 1);
        assertThat(metrics.text()).contains("headrace_verify_match{table=\"shop.orders\"} 1.0\n");

        metrics.failed(new Problem(Problem.Kind.UNREACHABLE, "away"));

        assertThat(metrics.text())
                .contains("headrace_verify_match{table=\"shop.orders\"} 0.0\n")
                .contains("headrace_verify_rounds_total{outcome=\"match\",table=\"shop.orders\"} 1.0\n")
                .contains("headrace_verify_rounds_total{outcome=\"failed\",table=\"shop.orders\"} 1.0\n");
    }

    @Test
    void shouldTellAMatchInPartFromAWholeOne() {
        metrics.verified(
                verdict(Verdict.Outcome.MATCH, List.of(), List.of("id", "name"), List.of("spot: of a spatial type")),
                1);

        assertThat(metrics.text())
                .contains("headrace_verify_match{table=\"shop.orders\"} 0.0\n")
                .contains("headrace_verify_match_in_part{table=\"shop.orders\"} 1.0\n")
                .contains("headrace_verify_columns{state=\"compared\",table=\"shop.orders\"} 2.0\n")
                .contains("headrace_verify_columns{state=\"not_compared\",table=\"shop.orders\"} 1.0\n")
                .contains("headrace_verify_rounds_total{outcome=\"match\",table=\"shop.orders\"} 0.0\n")
                .contains("headrace_verify_rounds_total{outcome=\"match_in_part\",table=\"shop.orders\"} 1.0\n");

        metrics.verified(verdict(Verdict.Outcome.MATCH, List.of()), 1);

        assertThat(metrics.text())
                .contains("headrace_verify_match{table=\"shop.orders\"} 1.0\n")
                .contains("headrace_verify_match_in_part{table=\"shop.orders\"} 0.0\n");
    }

    @Test
    void shouldTellEachTableOfARoundAndTheIndicesOfOneThatSeveralSinksWrite() {
        // Given
        Verdict match = verdict(Verdict.Outcome.MATCH, List.of());
        metrics.failed(new Problem(Problem.Kind.UNREACHABLE, "away"));

        // When
        metrics.verified(TablesVerdict.of(
                List.of(match),
                List.of(
                        new TablesVerdict.NotCompared("shop.orders", "second", Problem.Kind.FAILED, "a data stream"),
                        new TablesVerdict.NotCompared("shop.lines", "lines", Problem.Kind.FAILED, "a data stream")),
                List.of(),
                10));

        // Then
        assertThat(metrics.text())
                .contains("headrace_verify_match{index=\"orders\",table=\"shop.orders\"} 1.0\n")
                .contains("headrace_verify_match{index=\"second\",table=\"shop.orders\"} 0.0\n")
                .contains("headrace_verify_match{table=\"shop.lines\"} 0.0\n")
                .contains("headrace_verify_rounds_total{outcome=\"failed\",table=\"shop.lines\"} 1.0\n")
                .doesNotContain("headrace_verify_match{table=\"shop.orders\"}");
    }

    private static Verdict verdict(Verdict.Outcome outcome, List<String> missing) {
        return verdict(outcome, missing, List.of(), List.of());
    }

    private static Verdict verdict(
            Verdict.Outcome outcome, List<String> missing, List<String> compared, List<String> notCompared) {
        return new Verdict(
                outcome,
                null,
                "shop.orders",
                "orders",
                10,
                8,
                8,
                2,
                missing,
                List.of(),
                List.of(),
                List.of(),
                compared,
                compared.size() + notCompared.size(),
                List.of(),
                notCompared,
                List.of(),
                0,
                null,
                5);
    }
}
