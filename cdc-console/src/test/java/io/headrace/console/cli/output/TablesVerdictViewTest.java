package io.headrace.console.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.server.Problem;
import io.headrace.console.verify.TablesVerdict;
import io.headrace.console.verify.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablesVerdictViewTest {

    private static final Verdict EQUAL = verdict("shop.lines", Verdict.Outcome.MATCH, List.of());
    private static final Verdict IN_PART = verdict("shop.photos", Verdict.Outcome.MATCH, List.of("thumbnail"));
    private static final Verdict DIFFERENT = verdict("shop.orders", Verdict.Outcome.DRIFT, List.of());
    private static final Verdict OPEN = verdict("shop.hot", Verdict.Outcome.INCONCLUSIVE, List.of());

    @Test
    void shouldSayThatAllAreEqual() {
        TablesVerdict verdict = of(Verdict.Outcome.MATCH, List.of(EQUAL));

        assertThat(TablesVerdictView.sentence(verdict))
                .isEqualTo("MATCH: every row of 1 table equals its document (1.3 s)");
        assertThat(TablesVerdictView.exitCode(verdict, true)).isZero();
    }

    @Test
    void shouldNameWhatWasComparedInPart() {
        TablesVerdict verdict = of(Verdict.Outcome.MATCH, List.of(EQUAL, IN_PART));

        assertThat(TablesVerdictView.sentence(verdict))
                .isEqualTo("MATCH: every row of 2 tables equals its document as far as it was compared; not in full:"
                        + " shop.photos (1.3 s)");
        assertThat(TablesVerdictView.exitCode(verdict, false)).isEqualTo(ExitCode.IN_PART);
        assertThat(TablesVerdictView.exitCode(verdict, true)).isEqualTo(ExitCode.DIFFERENT);
    }

    @Test
    void shouldPutDriftBeforeAllElse() {
        TablesVerdict verdict =
                of(Verdict.Outcome.DRIFT, List.of(EQUAL, DIFFERENT, OPEN), away("shop.far", Problem.Kind.UNREACHABLE));

        assertThat(TablesVerdictView.sentence(verdict))
                .isEqualTo("DRIFT in 1 of 4 tables: shop.orders; nothing can be said of shop.far, shop.hot (1.3 s)");
        assertThat(TablesVerdictView.exitCode(verdict, false)).isEqualTo(ExitCode.DIFFERENT);
    }

    @Test
    void shouldGiveTheCodeOfTheReasonIfThereIsButOne() {
        TablesVerdict.NotCompared away = away("shop.far", Problem.Kind.UNREACHABLE);
        TablesVerdict.NotCompared failed = away("shop.odd", Problem.Kind.FAILED);

        assertThat(TablesVerdictView.exitCode(of(Verdict.Outcome.INCONCLUSIVE, List.of(EQUAL), away), false))
                .isEqualTo(ExitCode.of(Problem.Kind.UNREACHABLE));
        assertThat(TablesVerdictView.exitCode(of(Verdict.Outcome.INCONCLUSIVE, List.of(EQUAL, OPEN)), false))
                .isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(TablesVerdictView.exitCode(of(Verdict.Outcome.INCONCLUSIVE, List.of(OPEN), away, failed), false))
                .isEqualTo(ExitCode.FAILED);
        assertThat(TablesVerdictView.exitCode(of(Verdict.Outcome.INCONCLUSIVE, List.of()), false))
                .isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void shouldNameTenAndCountTheOthers() {
        List<Verdict> many = new ArrayList<>(IntStream.range(0, 12)
                .mapToObj(i -> verdict("shop.t" + i, Verdict.Outcome.DRIFT, List.of()))
                .toList());

        assertThat(TablesVerdictView.sentence(of(Verdict.Outcome.DRIFT, many)))
                .contains("DRIFT in 12 of 12 tables: shop.t0, ")
                .contains("shop.t9 and 2 more")
                .doesNotContain("shop.t10");
    }

    @Test
    void shouldSayThatNothingIsIndexed() {
        assertThat(TablesVerdictView.sentence(of(Verdict.Outcome.INCONCLUSIVE, List.of())))
                .isEqualTo("INCONCLUSIVE: no sink indexes any of the tables (1.3 s)");
    }

    private static TablesVerdict.NotCompared away(String table, Problem.Kind kind) {
        return new TablesVerdict.NotCompared(table, null, kind, "no answer");
    }

    private static TablesVerdict of(
            Verdict.Outcome outcome, List<Verdict> tables, TablesVerdict.NotCompared... notCompared) {
        return new TablesVerdict(outcome, tables, List.of(notCompared), List.of(), 1_300);
    }

    private static Verdict verdict(String table, Verdict.Outcome outcome, List<String> notCompared) {
        return new Verdict(
                outcome,
                null,
                table,
                table,
                1,
                1,
                1,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("total"),
                1 + notCompared.size(),
                List.of(),
                notCompared,
                List.of(),
                0,
                null,
                5);
    }
}
