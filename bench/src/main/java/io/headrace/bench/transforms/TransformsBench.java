package io.headrace.bench.transforms;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of the transforms, prints a table, and last a line of JSON. CPU time and bytes are per record; what
 * JSON parsing and HMAC cost by themselves is measured in the same run and also shown taken off.
 *
 * <p>Arguments: {@code --short} for a quick look, {@code --long} for three forks, else one: about six minutes.
 */
public final class TransformsBench {

    private static final String BYTES = "gc.alloc.rate.norm";

    private record Cost(double nanos, double bytes) {
        Cost minus(Cost... others) {
            double lessNanos = nanos;
            double lessBytes = bytes;
            for (Cost other : others) {
                lessNanos -= other.nanos;
                lessBytes -= other.bytes;
            }
            return new Cost(lessNanos, lessBytes);
        }
    }

    private TransformsBench() {}

    @SuppressWarnings("SystemOut") // its output is its purpose
    public static void main(String[] arguments) throws RunnerException {
        StringBuilder line = new StringBuilder("{\"benchmark\":\"transforms\"");
        run(List.of(arguments))
                .forEach((name, number) -> line.append(String.format(Locale.ROOT, ",\"%s\":%.2f", name, number)));
        System.out.println(line.append('}'));
    }

    /**
     * Runs to the end and prints the table to standard output.
     *
     * @param arguments nothing, --short or --long
     * @return CPU nanoseconds and bytes per record by benchmark, the ratio to the usual chain, the growth with 500 tables
     * @throws IllegalArgumentException when an argument is another
     */
    @SuppressWarnings("SystemOut") // its output is its purpose
    public static Map<String, Double> run(List<String> arguments) throws RunnerException {
        boolean isShort = arguments.equals(List.of("--short"));
        boolean isLong = arguments.equals(List.of("--long"));
        if (!isShort && !isLong && !arguments.isEmpty()) {
            throw new IllegalArgumentException("transforms takes --short, --long or nothing, not " + arguments + ".");
        }
        Options options = new OptionsBuilder()
                .include(TransformsBenchmark.class.getName())
                .include(SinglesBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .forks(isLong ? 3 : 1)
                .warmupIterations(isShort ? 2 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(isShort ? 2 : 6)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Xms512m", "-Xmx512m")
                .build();
        return print(costs(new Runner(options).run()), System.out);
    }

    @SuppressWarnings("rawtypes") // as JMH returns them
    private static Map<String, Cost> costs(Collection<RunResult> results) {
        Map<String, Cost> costs = new TreeMap<>();
        for (RunResult result : results) {
            String method = result.getParams().getBenchmark();
            String tables = result.getParams().getParam("tables");
            String label = method.substring(method.lastIndexOf('.') + 1)
                    + (tables == null ? "" : ", " + tables + (tables.equals("1") ? " table" : " tables"));
            Map<String, Result> secondary = new TreeMap<>(result.getSecondaryResults());
            costs.put(
                    label,
                    new Cost(
                            Objects.requireNonNull(secondary.get(CpuTimeProfiler.METRIC))
                                    .getScore(),
                            Objects.requireNonNull(secondary.get(BYTES)).getScore()));
        }
        return costs;
    }

    private static Map<String, Double> print(Map<String, Cost> costs, PrintStream out) {
        Cost json = cost(costs, "jsonParseAlone");
        Cost hmac = cost(costs, "hmacAlone");
        Cost rest = cost(costs, "pipelineFlat").minus(json, hmac);
        Map<String, Cost> table = new TreeMap<>(costs);
        table.put("pipelineFlat - JSON - HMAC", rest);
        for (String tables : List.of(", 1 table", ", 500 tables")) {
            table.put(
                    "expandJson" + tables + " - JSON",
                    cost(costs, "expandJson" + tables).minus(json));
            table.put(
                    "tokenizeField" + tables + " - HMAC",
                    cost(costs, "tokenizeField" + tables).minus(hmac));
        }
        out.printf("%n%-34s %12s %12s%n", "benchmark", "CPU ns/rec", "bytes/rec");
        table.forEach((name, cost) -> out.printf(Locale.ROOT, "%-34s %12.0f %12.0f%n", name, cost.nanos, cost.bytes));
        Map<String, Double> ratios = ratios(costs, rest);
        ratios.forEach((name, ratio) -> out.printf(Locale.ROOT, "%-34s %12.2f x%n", name, ratio));
        Map<String, Double> result = new LinkedHashMap<>();
        table.forEach((name, cost) -> {
            result.put(name + " ns", cost.nanos);
            result.put(name + " bytes", cost.bytes);
        });
        result.putAll(ratios);
        return result;
    }

    private static Map<String, Double> ratios(Map<String, Cost> costs, Cost rest) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        ratios.put("usual chain / pipeline", cost(costs, "usualChainCreate").nanos / rest.nanos);
        ratios.put(
                "JsonConverter / DirectJsonConverter",
                cost(costs, "kafkaJsonConverterUpdate").nanos / cost(costs, "directJsonConverterUpdate").nanos);
        ratios.put(
                "pipeline, 500 tables / 1",
                cost(costs, "pipelineUpdate500Tables").nanos / cost(costs, "pipelineUpdate1Table").nanos);
        costs.forEach((name, cost) -> {
            if (name.endsWith(", 1 table")) {
                String single = name.substring(0, name.indexOf(','));
                ratios.put(single + ", 500 tables / 1", cost(costs, single + ", 500 tables").nanos / cost.nanos);
            }
        });
        return ratios;
    }

    private static Cost cost(Map<String, Cost> costs, String name) {
        return Objects.requireNonNull(costs.get(name), name);
    }
}
