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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The results of verify's rounds as Prometheus reads them: each line has the label {@code table}, and {@code index} where
 * several sinks write the table. Safe for use by several threads: one verifies, others ask for the text.
 */
public final class VerifyMetrics implements VerifyRounds.Listener<Verdict> {

    private final Clock clock;
    private final Map<Labels, TableTally> tallies = new LinkedHashMap<>();

    /** @param tables those that are to be verified, each {@code database.table} */
    public VerifyMetrics(Collection<String> tables, Clock clock) {
        this.clock = clock;
        tables.forEach(table -> tallies.put(Labels.of("table", table), new TableTally()));
    }

    @Override
    public synchronized void verified(Verdict verdict, double seconds) {
        tally(Labels.of("table", verdict.table())).verified(verdict, seconds, clock.millis());
    }

    /** A round of several tables. Those that it did not come to are no longer told. */
    public synchronized void verified(TablesVerdict verdict) {
        Map<String, Long> indices = Stream.concat(
                        verdict.tables().stream().map(Verdict::table),
                        verdict.notCompared().stream().map(TablesVerdict.NotCompared::table))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Set<Labels> told = new HashSet<>();
        for (Verdict one : verdict.tables()) {
            Labels labels = labels(one.table(), one.index(), indices);
            tally(labels).verified(one, one.millis() / 1000.0, clock.millis());
            told.add(labels);
        }
        for (TablesVerdict.NotCompared one : verdict.notCompared()) {
            Labels labels = labels(one.table(), one.index(), indices);
            tally(labels).failed();
            told.add(labels);
        }
        tallies.keySet().retainAll(told);
    }

    private static Labels labels(String table, @Nullable String index, Map<String, Long> indices) {
        return index == null || indices.getOrDefault(table, 0L) == 1
                ? Labels.of("table", table)
                : Labels.of("table", table, "index", index);
    }

    @Override
    public synchronized void failed(Problem problem) {
        tallies.values().forEach(TableTally::failed);
    }

    private TableTally tally(Labels labels) {
        return tallies.computeIfAbsent(labels, any -> new TableTally());
    }

    /** The text exposition format, version 0.0.4. */
    public synchronized String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, snapshots());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not in memory
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private MetricSnapshots snapshots() {
        List<MetricSnapshot> gauges = List.of(
                gauge(
                        "headrace_verify_match",
                        "1 if the last round found the index equal to the table in every column, else 0.",
                        tally -> tally.isMatch(false)),
                gauge(
                        "headrace_verify_match_in_part",
                        "1 if all that the last round compared was equal, but columns or documents were left out, else"
                                + " 0.",
                        tally -> tally.isMatch(true)),
                gauge("headrace_verify_drift", "What the last verdict found, by kind.", TableTally::drift),
                gauge(
                        "headrace_verify_columns",
                        "Columns, by whether the last verdict compared them.",
                        TableTally::columns),
                gauge("headrace_verify_rows", "Rows read for the last verdict.", TableTally::rows),
                gauge("headrace_verify_documents", "Documents looked up for the last verdict.", TableTally::documents),
                gauge("headrace_verify_seconds", "How long the last verdict took.", TableTally::seconds),
                gauge("headrace_verify_end_timestamp_seconds", "Time of the last verdict.", TableTally::end));
        MetricSnapshots.Builder snapshots = MetricSnapshots.builder().metricSnapshot(rounds());
        gauges.stream().filter(gauge -> !gauge.getDataPoints().isEmpty()).forEach(snapshots::metricSnapshot);
        return snapshots.build();
    }

    private CounterSnapshot rounds() {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("headrace_verify_rounds").help("Rounds by outcome.");
        tallies.forEach((labels, tally) -> tally.rounds()
                .forEach((outcome, count) -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(labels.merge(outcome))
                        .value(count)
                        .build())));
        return counter.build();
    }

    private GaugeSnapshot gauge(String name, String help, Function<TableTally, Map<Labels, Double>> values) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        tallies.forEach((labels, tally) -> values.apply(tally)
                .forEach((more, value) -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(labels.merge(more))
                        .value(value)
                        .build())));
        return gauge.build();
    }
}
