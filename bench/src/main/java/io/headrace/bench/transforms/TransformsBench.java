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
 * <p>Arguments: {@code --short} for a quick look.
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
     * @param arguments nothing, or --short
     * @return CPU nanoseconds and bytes per record by benchmark, the ratio to the usual chain, the growth with 500 tables
     * @throws IllegalArgumentException when an argument is another
     */
    @SuppressWarnings("SystemOut") // its output is its purpose
    public static Map<String, Double> run(List<String> arguments) throws RunnerException {
        boolean isShort = arguments.equals(List.of("--short"));
        if (!isShort && !arguments.isEmpty()) {
            throw new IllegalArgumentException("transforms takes --short or nothing, not " + arguments + ".");
        }
        Options options = new OptionsBuilder()
                .include(TransformsBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .forks(isShort ? 1 : 3)
                .warmupIterations(isShort ? 3 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(isShort ? 3 : 5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Xms512m", "-Xmx512m")
                .build();
        return print(costs(new Runner(options).run()), System.out);
    }

    @SuppressWarnings("rawtypes") // as JMH returns them
    private static Map<String, Cost> costs(Collection<RunResult> results) {
        Map<String, Cost> costs = new TreeMap<>();
        for (RunResult result : results) {
            String label = result.getParams().getBenchmark();
            Map<String, Result> secondary = new TreeMap<>(result.getSecondaryResults());
            costs.put(
                    label.substring(label.lastIndexOf('.') + 1),
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
        Cost jsonRest = cost(costs, "jsonFlat").minus(json);
        Cost tokenRest = cost(costs, "tokenFlat").minus(hmac);
        Map<String, Cost> table = new TreeMap<>(costs);
        table.put("pipelineFlat - JSON - HMAC", rest);
        table.put("jsonFlat - JSON", jsonRest);
        table.put("tokenFlat - HMAC", tokenRest);
        double ratio = cost(costs, "usualChainCreate").nanos / rest.nanos;
        double growth = cost(costs, "pipelineUpdate500Tables").nanos / cost(costs, "pipelineUpdate1Table").nanos;
        out.printf("%n%-30s %12s %12s%n", "benchmark", "CPU ns/rec", "bytes/rec");
        table.forEach((name, cost) -> out.printf(Locale.ROOT, "%-30s %12.0f %12.0f%n", name, cost.nanos, cost.bytes));
        out.printf(Locale.ROOT, "usual chain / pipeline          %10.1f x%n", ratio);
        out.printf(Locale.ROOT, "500 tables / 1 table            %10.2f x%n", growth);
        Map<String, Double> result = new LinkedHashMap<>();
        table.forEach((name, cost) -> {
            result.put(name + " ns", cost.nanos);
            result.put(name + " bytes", cost.bytes);
        });
        result.put("usual chain / pipeline", ratio);
        result.put("500 tables / 1 table", growth);
        return result;
    }

    private static Cost cost(Map<String, Cost> costs, String name) {
        return Objects.requireNonNull(costs.get(name), name);
    }
}
