package io.headrace.console.verify;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rounds have come to for one table and one of its indices. Not safe for several threads. */
final class TableTally {

    private @Nullable Verdict last;
    private double lastSeconds;
    private long lastEndMillis;
    private long matches;
    private long matchesInPart;
    private long drifts;
    private long inconclusive;
    private long failures;
    private boolean lastFailed;

    void verified(Verdict verdict, double seconds, long endMillis) {
        last = verdict;
        lastSeconds = seconds;
        lastEndMillis = endMillis;
        lastFailed = false;
        switch (verdict.outcome()) {
            case MATCH -> {
                if (verdict.isInPart()) {
                    matchesInPart++;
                } else {
                    matches++;
                }
            }
            case DRIFT -> drifts++;
            case INCONCLUSIVE -> inconclusive++;
        }
    }

    void failed() {
        failures++;
        lastFailed = true;
    }

    Map<Labels, Double> rounds() {
        return Map.of(
                Labels.of("outcome", "match"), (double) matches,
                Labels.of("outcome", "match_in_part"), (double) matchesInPart,
                Labels.of("outcome", "drift"), (double) drifts,
                Labels.of("outcome", "inconclusive"), (double) inconclusive,
                Labels.of("outcome", "failed"), (double) failures);
    }

    Map<Labels, Double> isMatch(boolean inPart) {
        Verdict verdict = last;
        boolean is = verdict != null
                && !lastFailed
                && verdict.outcome() == Verdict.Outcome.MATCH
                && verdict.isInPart() == inPart;
        return Map.of(Labels.EMPTY, is ? 1.0 : 0.0);
    }

    Map<Labels, Double> drift() {
        Verdict verdict = last;
        return verdict == null
                ? Map.of()
                : Map.of(
                        Labels.of("kind", "missing"), (double) verdict.missing().size(),
                        Labels.of("kind", "stale"), (double) verdict.stale().size(),
                        Labels.of("kind", "extra"), (double) verdict.extra().size(),
                        Labels.of("kind", "hot"), (double) verdict.hot().size());
    }

    Map<Labels, Double> columns() {
        Verdict verdict = last;
        return verdict == null
                ? Map.of()
                : Map.of(
                        Labels.of("state", "compared"),
                        (double) verdict.compared().size(),
                        Labels.of("state", "not_compared"),
                        (double) verdict.notCompared().size());
    }

    Map<Labels, Double> rows() {
        return ofLast(last == null ? 0 : (double) last.rows());
    }

    Map<Labels, Double> documents() {
        return ofLast(last == null ? 0 : (double) last.documents());
    }

    Map<Labels, Double> seconds() {
        return ofLast(lastSeconds);
    }

    Map<Labels, Double> end() {
        return ofLast(lastEndMillis / 1000.0);
    }

    private Map<Labels, Double> ofLast(double value) {
        return last == null ? Map.of() : Map.of(Labels.EMPTY, value);
    }
}
