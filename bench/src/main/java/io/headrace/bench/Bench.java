package io.headrace.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.bench.documents.DocumentsEntry;
import io.headrace.bench.harness.Benchmark;
import io.headrace.bench.listener.ListenerEntry;
import io.headrace.bench.pipeline.PipelineBenchmark;
import io.headrace.bench.sink.SinkBenchmark;
import io.headrace.bench.stack.LatencyBenchmark;
import io.headrace.bench.stack.ReindexBenchmark;
import io.headrace.bench.stack.TailBenchmark;
import io.headrace.bench.stack.VerifyBenchmark;
import io.headrace.bench.transforms.TransformsEntry;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command behind {@code bench/run}. */
public final class Bench {

    private static final List<Benchmark> ALL = List.of(
            new DocumentsEntry(),
            new LatencyBenchmark(),
            new ListenerEntry(),
            new PipelineBenchmark(),
            new ReindexBenchmark(),
            new SinkBenchmark(),
            new TailBenchmark(),
            new TransformsEntry(),
            new VerifyBenchmark());

    private Bench() {}

    /**
     * Lists the benchmarks, or runs the one named first.
     *
     * @param arguments nothing, or a benchmark's name and its options
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            ALL.forEach(benchmark -> System.out.printf("%-12s %s%n", benchmark.name(), benchmark.summary()));
            return;
        }
        Benchmark chosen = ALL.stream()
                .filter(benchmark -> benchmark.name().equals(arguments[0]))
                .findFirst()
                .orElse(null);
        if (chosen == null) {
            System.err.printf(
                    "No benchmark is called %s. There are: %s%n",
                    arguments[0],
                    String.join(", ", ALL.stream().map(Benchmark::name).toList()));
            System.exit(2);
            return;
        }
        try {
            List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("benchmark", chosen.name());
            result.put("machine", Machine.describe());
            result.putAll(chosen.run(options));
            System.out.println(new ObjectMapper().writeValueAsString(result));
            System.exit(0); // libraries that are compared leave threads behind that would keep the process
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
