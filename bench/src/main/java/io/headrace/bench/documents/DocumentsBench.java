package io.headrace.bench.documents;

import io.headrace.bench.transforms.CpuTimeProfiler;
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

/** Runs the benchmarks of the document writers and prints CPU time and allocation per record. */
public final class DocumentsBench {

    private static final String BYTES = "gc.alloc.rate.norm";

    private DocumentsBench() {}

    /**
     * Runs to the end and prints the table to standard output.
     *
     * @param arguments nothing, or --short
     * @return CPU nanoseconds and allocated bytes per record, by benchmark
     * @throws IllegalArgumentException when an argument is another
     */
    public static Map<String, Object> run(List<String> arguments) throws RunnerException {
        boolean isShort = arguments.equals(List.of("--short"));
        if (!isShort && !arguments.isEmpty()) {
            throw new IllegalArgumentException("documents takes --short or nothing, not " + arguments + ".");
        }
        Options options = new OptionsBuilder()
                .include(DocumentsBenchmark.class.getName())
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTimeProfiler.class)
                .forks(isShort ? 1 : 3)
                .warmupIterations(isShort ? 3 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(isShort ? 3 : 5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Xms512m", "-Xmx512m")
                .build();
        return print(new Runner(options).run());
    }

    @SuppressWarnings({"SystemOut", "rawtypes"}) // its output is its purpose; results as JMH returns them
    private static Map<String, Object> print(Collection<RunResult> results) {
        System.out.printf("%n%-14s %12s %12s%n", "record", "CPU ns/rec", "bytes/rec");
        Map<String, Object> table = new LinkedHashMap<>();
        for (RunResult result : results) {
            String label = result.getParams().getBenchmark();
            String name = label.substring(label.lastIndexOf('.') + 1);
            Map<String, Result> measured = new TreeMap<>(result.getSecondaryResults());
            double nanos = score(measured, CpuTimeProfiler.METRIC);
            double bytes = score(measured, BYTES);
            System.out.printf(Locale.ROOT, "%-14s %12.0f %12.0f%n", name, nanos, bytes);
            table.put(name + "_cpu_ns", Math.round(nanos));
            table.put(name + "_bytes", Math.round(bytes));
        }
        return table;
    }

    @SuppressWarnings("rawtypes")
    private static double score(Map<String, Result> measured, String metric) {
        return Objects.requireNonNull(measured.get(metric), metric).getScore();
    }
}
