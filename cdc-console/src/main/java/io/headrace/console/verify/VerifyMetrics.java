package io.headrace.console.verify;

import io.headrace.console.server.Problem;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of verify's rounds as Prometheus reads them. Safe for use by several threads: one verifies, others ask for
 * the text.
 */
public final class VerifyMetrics implements VerifyRounds.Listener {

    private final String table;
    private final Clock clock;
    private @Nullable Verdict last;
    private double lastSeconds;
    private long lastEnd;
    private long matches;
    private long matchesInPart;
    private long drifts;
    private long inconclusive;
    private long failures;
    private boolean lastFailed;

    /** @param table {@code database.table}, the label of every line */
    public VerifyMetrics(String table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public synchronized void verified(Verdict verdict, double seconds) {
        last = verdict;
        lastSeconds = seconds;
        lastEnd = clock.millis();
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

    @Override
    public synchronized void failed(Problem problem) {
        failures++;
        lastFailed = true;
    }

    /** The text exposition format, version 0.0.4. */
    public synchronized String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, new MetricSnapshots(snapshots()));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private List<MetricSnapshot> snapshots() {
        List<MetricSnapshot> snapshots = new ArrayList<>();
        snapshots.add(rounds());
        Verdict verdict = last;
        boolean equal = verdict != null && !lastFailed && verdict.outcome() == Verdict.Outcome.MATCH;
        boolean leavesOut = verdict != null && verdict.isInPart();
        snapshots.add(gauge(
                "headrace_verify_match",
                "1 if the last round found the index equal to the table in every column, else 0.",
                equal && !leavesOut ? 1 : 0));
        snapshots.add(gauge(
                "headrace_verify_match_in_part",
                "1 if all that the last round compared was equal, but columns or documents were left out, else 0.",
                equal && leavesOut ? 1 : 0));
        if (verdict == null) {
            return snapshots;
        }
        snapshots.add(gauges(
                "headrace_verify_drift",
                "What the last verdict found, by kind.",
                "kind",
                Map.of(
                        "missing", verdict.missing().size(),
                        "stale", verdict.stale().size(),
                        "extra", verdict.extra().size(),
                        "hot", verdict.hot().size())));
        snapshots.add(gauges(
                "headrace_verify_columns",
                "Columns, by whether the last verdict compared them.",
                "state",
                Map.of(
                        "compared",
                        verdict.compared().size(),
                        "not_compared",
                        verdict.notCompared().size())));
        snapshots.add(gauge("headrace_verify_rows", "Rows read for the last verdict.", (double) verdict.rows()));
        snapshots.add(gauge("headrace_verify_documents", "Documents looked up for the last verdict.", (double)
                verdict.documents()));
        snapshots.add(gauge("headrace_verify_seconds", "How long the last verdict took.", lastSeconds));
        snapshots.add(gauge("headrace_verify_end_timestamp_seconds", "Time of the last verdict.", lastEnd / 1000.0));
        return snapshots;
    }

    private CounterSnapshot rounds() {
        Map<String, Long> outcomes = Map.of(
                "match", matches,
                "match_in_part", matchesInPart,
                "drift", drifts,
                "inconclusive", inconclusive,
                "failed", failures);
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("headrace_verify_rounds").help("Rounds by outcome.");
        outcomes.forEach((outcome, count) -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(Labels.of("table", table, "outcome", outcome))
                .value(count)
                .build()));
        return counter.build();
    }

    private GaugeSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(Labels.of("table", table), value))
                .build();
    }

    private GaugeSnapshot gauges(String name, String help, String label, Map<String, Integer> values) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((key, value) -> gauge.dataPoint(point(Labels.of("table", table, label, key), value)));
        return gauge.build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }
}
