package io.headrace.bench.pipeline;

import io.headrace.bench.harness.Benchmark;
import io.headrace.bench.harness.Options;
import io.headrace.console.verify.Verdict;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * MySQL rows to documents through the whole pipeline as shipped: a snapshot, and the catch-up of changes that were made while
 * the connectors were stopped. Then the source alone, with the shipped tuning and with one for throughput only, which shows
 * what the shipped one's latency costs.
 */
@SuppressWarnings("SystemOut")
public final class PipelineBenchmark implements Benchmark {

    @Override
    public String name() {
        return "pipeline";
    }

    @Override
    public String summary() {
        return "rows per second from MySQL to Kafka and to documents: snapshot and catch-up; then the source alone, tuned as"
                + " shipped and for throughput only [--rows 500000] [--warmup 200000] [--alone both|shipped|no]";
    }

    @Override
    public Map<String, Object> run(List<String> words) throws Exception {
        Options options = Options.parse(words, Map.of("rows", "500000", "warmup", "200000", "alone", "both"));
        int rows = options.positive("rows");
        String alone = options.oneOf("alone", "both", "shipped", "no");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rows", rows);
        try (PipelineStage stage = PipelineStage.start();
                Connection connection = stage.mysql()) {
            OrderRows table = new OrderRows(connection);
            System.err.println("Warming up all servers …");
            table.fill(Math.min(rows, options.positive("warmup")));
            new Pass(stage, table, "warmup", Tuning.SHIPPED, true).run();
            table.fill(rows);
            System.out.printf(
                    "%-24s %-10s %10s %10s %8s  %s%n", "", "", "source/s", "whole/s", "start s", "CPU s by server");
            result.put(
                    "whole",
                    new Pass(stage, table, "whole", Tuning.SHIPPED, true).run().printed());
            if (!alone.equals("no")) {
                result.put(
                        "source_alone",
                        new Pass(stage, table, "alone", Tuning.SHIPPED, false)
                                .run()
                                .printed());
            }
            if (alone.equals("both")) {
                result.put(
                        "source_alone_throughput_only",
                        new Pass(stage, table, "quick", Tuning.THROUGHPUT, false)
                                .run()
                                .printed());
            }
        }
        return result;
    }

    /** A snapshot and a catch-up with connectors of their own. */
    private static final class Pass {
        private final PipelineStage stage;
        private final OrderRows table;
        private final String prefix;
        private final Tuning tuning;
        private final boolean whole;
        private final List<String> connectors;

        Pass(PipelineStage stage, OrderRows table, String prefix, Tuning tuning, boolean whole) {
            this.stage = stage;
            this.table = table;
            this.prefix = prefix;
            this.tuning = tuning;
            this.whole = whole;
            this.connectors = whole ? List.of(prefix, prefix + "-sink") : List.of(prefix);
        }

        Outcome run() throws Exception {
            int rows = table.count();
            String topic = prefix + ".inventory.orders";
            stage.recreateIndex();
            try (PipelineWatch watch = new PipelineWatch(stage, topic, connectors, whole)) {
                PipelineWatch.Figures snapshot = watch.await(rows, () -> {
                    stage.createSource(prefix, tuning);
                    if (whole) {
                        stage.createSink(prefix);
                    }
                });
                stage.stop(connectors);
                table.changeAll("changed for " + prefix);
                watch.mark();
                PipelineWatch.Figures catchUp = watch.await(rows, () -> stage.resume(connectors));
                Verdict verdict = whole ? stage.verify() : null;
                stage.delete(connectors);
                String equal = verdict == null ? "" : verdict.outcome() + ", " + verdict.matched() + " rows equal";
                return new Outcome(whole ? "whole, as shipped" : "source, " + tuning.name(), snapshot, catchUp, equal);
            }
        }
    }

    private record Outcome(
            String title, PipelineWatch.Figures snapshot, PipelineWatch.Figures catchUp, String verdict) {

        Map<String, Object> printed() {
            print("snapshot", snapshot);
            print("catch-up", catchUp);
            Map<String, Object> map = new LinkedHashMap<>();
            add(map, "snapshot", snapshot);
            add(map, "catch_up", catchUp);
            if (!verdict.isEmpty()) {
                System.out.println("table and index: " + verdict);
                map.put("verify", verdict);
            }
            return map;
        }

        private void print(String what, PipelineWatch.Figures figures) {
            StringBuilder cpu = new StringBuilder();
            figures.cpuSeconds()
                    .forEach((server, seconds) -> cpu.append(String.format(Locale.ROOT, "%s %.1f  ", server, seconds)));
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %-10s %10.0f %10s %8.1f  %s%n",
                    title,
                    what,
                    figures.sourceRowsPerSecond(),
                    figures.wholeRowsPerSecond() == 0
                            ? "-"
                            : String.format(Locale.ROOT, "%.0f", figures.wholeRowsPerSecond()),
                    figures.startSeconds(),
                    cpu);
        }

        private static void add(Map<String, Object> map, String what, PipelineWatch.Figures figures) {
            map.put(what + "_source_rows_per_second", Math.round(figures.sourceRowsPerSecond()));
            if (figures.wholeRowsPerSecond() > 0) {
                map.put(what + "_rows_per_second", Math.round(figures.wholeRowsPerSecond()));
            }
        }
    }
}
